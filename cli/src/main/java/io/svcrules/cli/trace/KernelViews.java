// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.trace;

import io.svcrules.cli.env.Environment;
import io.svcrules.cli.env.ExitStatus;
import io.svcrules.cli.env.PacketFilters;
import io.svcrules.cli.live.Progress;
import io.svcrules.cli.live.WatchedFilter;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.trace.ChainSource;
import io.svcrules.iptables.trace.Host;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.trace.IpvsTracers;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import java.util.List;
import java.util.Optional;

/**
 * This machine as its kernel shows it.
 *
 * @param environment the process
 * @param variant the iptables of the machine; empty to find out
 * @param files what is to be taken from files instead
 * @param named the addresses of its interfaces; if there are none the machine is asked
 */
record KernelViews(
    Environment environment,
    Optional<IptablesVariant> variant,
    DumpOptions files,
    List<IpAddress> named) {

  /**
   * The machine.
   *
   * @param whole whether to read all rules at once, and not only the chains that packets come to
   */
  NodeViews all(boolean whole) {
    IptablesVariant used = variant.orElseGet(environment.filters()::detect);
    return new NodeViews(
        "kernel", List.of(IpFamily.values()), family -> view(family, used, whole), ExitStatus.OK);
  }

  private NodeView view(IpFamily family, IptablesVariant used, boolean whole) {
    Progress progress = new Progress(environment);
    PacketFilters filters = environment.filters();
    ChainSource rules =
        Optional.of(whole)
            .filter(all -> !all)
            .flatMap(some -> filters.chains(family, used))
            .orElseGet(
                () ->
                    ChainSource.of(new WatchedFilter(filters.open(family, used), progress).read()));
    DumpViews views = new DumpViews(environment, files, this::host);
    if (!DumpViews.needServers(rules) || files.holdServers()) {
      return views.view(rules);
    }
    progress.show(family.kubernetesName() + ": reading the virtual servers of the kernel");
    IpvsState state = environment.ipvs().open(used).read(family).state();
    progress.clear();
    return views.view(rules, IpvsTracers.surroundings(state, host(family)));
  }

  private Host host(IpFamily family) {
    return named.isEmpty() ? environment.ipvs().host(family) : Host.of(named, List.of());
  }
}
