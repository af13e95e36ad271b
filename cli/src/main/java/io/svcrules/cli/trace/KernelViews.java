// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.trace;

import io.svcrules.cli.env.Environment;
import io.svcrules.cli.env.ExitStatus;
import io.svcrules.cli.live.Progress;
import io.svcrules.cli.live.WatchedFilter;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.kernel.IptablesVariant;
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

  NodeViews all() {
    IptablesVariant used = variant.orElseGet(environment.filters()::detect);
    List<IpAddress> addresses = named.isEmpty() ? environment.ipvs().nodeAddresses() : named;
    return new NodeViews(
        "kernel",
        List.of(IpFamily.values()),
        family -> view(family, used, addresses),
        ExitStatus.OK);
  }

  private NodeView view(IpFamily family, IptablesVariant used, List<IpAddress> addresses) {
    Progress progress = new Progress(environment);
    Ruleset rules = new WatchedFilter(environment.filters().open(family, used), progress).read();
    DumpViews views = new DumpViews(environment, files, addresses);
    if (!DumpViews.needServers(rules) || files.holdServers()) {
      return views.view(rules);
    }
    progress.show(family.kubernetesName() + ": reading the virtual servers of the kernel");
    IpvsState state = environment.ipvs().open(used).read(family).state();
    progress.clear();
    return views.view(rules, IpvsTracers.surroundings(state, Host.of(addresses, List.of())));
  }
}
