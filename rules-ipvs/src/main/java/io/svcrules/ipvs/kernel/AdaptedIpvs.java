// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.iptables.capability.Capability;
import io.svcrules.iptables.capability.MissingCapabilityException;
import io.svcrules.iptables.kernel.CapabilityProbe;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.capability.IpvsAdaptation;
import io.svcrules.ipvs.capability.IpvsCapability;
import io.svcrules.ipvs.capability.IpvsNeeds;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.compile.IpvsConfig;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a node can have of what it should have.
 *
 * @param compiled what it can have
 * @param lacking what it lacks
 */
public record AdaptedIpvs(CompiledIpvs compiled, IpvsLacking lacking) {

  /**
   * Asks a node for what it has not shown yet, before anything is changed.
   *
   * @param current what it holds
   * @param servers asks for what virtual servers need
   * @param rules asks for what their rules need
   * @throws IpvsTableException of kind {@link IpvsRefusal#UNAVAILABLE} if no service can be served
   */
  public static AdaptedIpvs adapt(
      CompiledIpvs desired,
      IpvsConfig config,
      IpvsState current,
      IpvsProbe servers,
      CapabilityProbe rules) {
    Set<IpvsCapability> missing =
        servers.missing(desired.state().family(), IpvsNeeds.doubtful(desired.state(), current));
    IpvsAdaptation.hopeless(missing, config)
        .ifPresent(
            reason -> {
              throw new IpvsTableException(IpvsRefusal.UNAVAILABLE, reason);
            });
    Set<Capability> lacking =
        rules.missing(IpvsAdaptation.doubtful(desired.state().rules(), current.rules()));
    return of(desired, config, new IpvsLacking(new TreeSet<>(missing), lacking));
  }

  /**
   * What a node can have of which it is known what it lacks.
   *
   * @throws IpvsTableException of kind {@link IpvsRefusal#UNAVAILABLE} if no service can be served
   */
  public static AdaptedIpvs of(CompiledIpvs desired, IpvsConfig config, IpvsLacking lacking) {
    try {
      CompiledIpvs compiled =
          lacking.rules().isEmpty()
              ? desired
              : desired.withRules(
                  IpvsAdaptation.withRules(desired.state().rules(), lacking.rules()));
      return new AdaptedIpvs(
          IpvsAdaptation.withSchedulers(compiled, config, lacking.servers()), lacking);
    } catch (MissingCapabilityException e) {
      throw new IpvsTableException(IpvsRefusal.UNAVAILABLE, e.getMessage(), e);
    }
  }
}
