// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.Fragment;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.model.IpFamily;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A packet filter that looks after each change whether some service port is half changed. */
final class Watch implements PacketFilter {
  private final PacketFilter filter;
  private final Map<String, Chain> before = new HashMap<>();
  private final Map<String, Chain> after = new HashMap<>();
  private final List<Fragment> fragments;
  private int looks;

  Watch(PacketFilter filter, CompiledRuleset before, CompiledRuleset after) {
    this.filter = filter;
    this.fragments = after.fragments();
    before.fragments().forEach(fragment -> add(fragment, this.before));
    after.fragments().forEach(fragment -> add(fragment, this.after));
  }

  private static void add(Fragment fragment, Map<String, Chain> chains) {
    fragment.chains().forEach(chain -> chains.put(chain.chain().name(), chain.chain()));
  }

  int looks() {
    return looks;
  }

  @Override
  public IpFamily family() {
    return filter.family();
  }

  @Override
  public Ruleset read() {
    return filter.read();
  }

  @Override
  public void apply(IptablesPlan plan) {
    try {
      filter.apply(plan);
    } finally {
      look();
    }
  }

  private void look() {
    looks++;
    Map<String, Chain> nat = filter.read().table(Table.NAT).chains();
    for (Fragment fragment : fragments) {
      boolean old =
          fragment.chains().stream()
              .map(chain -> chain.chain().name())
              .filter(before::containsKey)
              .allMatch(name -> before.get(name).equals(nat.get(name)));
      boolean fresh =
          fragment.chains().stream()
              .map(chain -> chain.chain().name())
              .allMatch(name -> after.get(name).equals(nat.get(name)));
      boolean gone =
          fragment.chains().stream().noneMatch(chain -> nat.containsKey(chain.chain().name()));
      assertTrue(old || fresh || gone, () -> fragment.name() + " is half changed");
    }
  }
}
