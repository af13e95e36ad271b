// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.compile;

import io.svcrules.iptables.Ruleset;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.model.IpFamily;
import io.svcrules.model.ServicePortName;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The wanted state of one family with all that led to it.
 *
 * @param state the state
 * @param owners for which service port each address is served, of two that claim it the one that
 *     has it
 * @param drainSeconds how long removed real servers may keep their connections, by virtual server;
 *     those that say nothing of it are missing
 * @param fragments the contribution of each service port, sorted by its name
 * @param problems what Services ask for and do not get, sorted, each once
 */
public record CompiledIpvs(
    IpvsState state,
    Map<VirtualServerKey, ServicePortName> owners,
    Map<VirtualServerKey, Integer> drainSeconds,
    List<IpvsFragment> fragments,
    List<IpvsProblem> problems) {

  /** Copies the collections. */
  public CompiledIpvs {
    owners = Map.copyOf(owners);
    drainSeconds = Map.copyOf(drainSeconds);
    fragments = List.copyOf(fragments);
    problems = List.copyOf(problems);
  }

  /** The same with other rules, of which no service has any of its own. */
  public CompiledIpvs withRules(Ruleset rules) {
    return new CompiledIpvs(state.withRules(rules), owners, drainSeconds, fragments, problems);
  }

  /** Puts fragments together; in which order they come makes no difference. */
  public static CompiledIpvs assemble(
      IpFamily family, IpvsConfig config, Collection<IpvsFragment> fragments) {
    StateAssembler assembler = new StateAssembler(family, config);
    fragments.forEach(assembler::claim);
    fragments.forEach(assembler::add);
    return assembler.compiled(fragments);
  }
}
