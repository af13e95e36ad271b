// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import io.svcrules.cli.env.IpvsTables;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.iptables.plan.ChainsPlanner;
import io.svcrules.iptables.plan.CleanupPlanner;
import io.svcrules.iptables.plan.CleanupScope;
import io.svcrules.ipvs.IpvsSnapshot;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.RealServerId;
import io.svcrules.ipvs.capability.IpvsCapability;
import io.svcrules.ipvs.kernel.FakeIpvsTable;
import io.svcrules.ipvs.kernel.IpvsProbe;
import io.svcrules.ipvs.kernel.IpvsRefusal;
import io.svcrules.ipvs.kernel.IpvsTable;
import io.svcrules.ipvs.kernel.IpvsTableException;
import io.svcrules.ipvs.plan.HostChange;
import io.svcrules.ipvs.plan.IpvsChange;
import io.svcrules.ipvs.plan.OurRules;
import io.svcrules.ipvs.plan.Setting;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The virtual servers of a kernel in memory, whose rules are those of a {@link FakeKernel}: what
 * one of them writes the other sees. Can be told to fail.
 */
final class FakeIpvs implements IpvsTables {
  private final FakeKernel kernel;
  private final FakeIpvsTable table = new FakeIpvsTable();
  private final List<String> commands = new ArrayList<>();
  private Optional<IpvsRefusal> failure = Optional.empty();
  private Predicate<IpvsChange> refused = change -> false;
  private boolean forgetful;
  private String lacking = "";

  FakeIpvs(FakeKernel kernel) {
    this.kernel = kernel;
  }

  /** Cannot be opened from now on. */
  FakeIpvs fails(IpvsRefusal reason) {
    failure = Optional.of(reason);
    return this;
  }

  /** Refuses changes from now on. */
  FakeIpvs refuses(Predicate<IpvsChange> changes) {
    refused = changes;
    return this;
  }

  /** Says that it did what it was told, and does nothing, from now on. */
  FakeIpvs forgets() {
    forgetful = true;
    return this;
  }

  /** Puts a state in place, but for its rules. */
  void put(IpvsState state) {
    table.put(state);
  }

  /** Loses the device and the addresses on it, as if somebody had deleted it. */
  void loseDevice() {
    table.apply(IpFamily.IPV4, List.of(new HostChange.DeleteDevice()));
  }

  /** Lacks a scheduler from now on. */
  FakeIpvs lacks(String scheduler) {
    lacking = scheduler;
    return this;
  }

  /** Puts a set of others in place, under a name of ours. */
  void putOtherSet(IpFamily family, String name, String type) {
    table.putOtherSet(family, name, type);
  }

  IpvsState state(IpFamily family) {
    return table.read(family).state();
  }

  void connect(RealServerId id, long connections) {
    table.setConnections(id, connections);
  }

  /** The commands of all changes so far. */
  List<String> commands() {
    return commands;
  }

  @Override
  public boolean isPresent() {
    IpvsSnapshot now = table.read(IpFamily.IPV4);
    return now.state().device()
        || now.settingsBefore().keySet().stream().anyMatch(Setting::isOfModeOnly);
  }

  @Override
  public boolean isLoaded() {
    return isPresent();
  }

  @Override
  public List<IpAddress> nodeAddresses() {
    return List.of(IpAddress.parse("192.0.2.11"), IpAddress.parse("fd00::11"));
  }

  @Override
  public boolean wantsConnReuseMode() {
    return false;
  }

  @Override
  public IpvsTable open(IptablesVariant variant) {
    if (failure.isPresent()) {
      throw new IpvsTableException(failure.get(), "told to fail");
    }
    return new Table(variant);
  }

  private final class Table implements IpvsTable {
    private final IptablesVariant variant;

    Table(IptablesVariant variant) {
      this.variant = variant;
    }

    @Override
    public IpvsSnapshot read(IpFamily family) {
      return table
          .read(family)
          .withRules(kernel.open(family, variant).read())
          .withOtherReferences(otherReferences(family));
    }

    /** References by rules in the other variant, which a kernel counts but does not name. */
    private Map<String, Integer> otherReferences(IpFamily family) {
      Map<String, Integer> references = new TreeMap<>();
      for (IptablesVariant other : IptablesVariant.values()) {
        if (other != variant) {
          references.putAll(OurRules.references(kernel.rules(family, other)));
        }
      }
      references.keySet().retainAll(state(family).sets().keySet());
      return references;
    }

    @Override
    public IpvsProbe probe() {
      return (family, asked) -> {
        Set<IpvsCapability> missing = new TreeSet<>(asked);
        missing.retainAll(Set.of(IpvsCapability.scheduler(lacking)));
        return missing;
      };
    }

    @Override
    public void apply(IpFamily family, List<IpvsChange> changes) {
      for (IpvsChange change : changes) {
        if (refused.test(change)) {
          throw new IpvsTableException(
              new IpvsTableException(IpvsRefusal.OTHER, "Invalid argument"), change);
        }
        if (!forgetful) {
          commands.add(change.command());
          PacketFilter filter = kernel.open(family, variant);
          showRules(filter.read());
          table.putOtherReferences(family, otherReferences(family));
          table.apply(family, List.of(change));
          writeRules(change, filter);
        }
      }
    }

    /** Shows the table in memory the rules, by which it knows what sets are in use. */
    private void showRules(Ruleset rules) {
      IpFamily family = rules.family();
      Ruleset shown = state(family).rules();
      if (!shown.equals(rules)) {
        table.apply(
            family, List.of(new HostChange.RemoveRules(shown), new HostChange.WriteRules(rules)));
      }
    }

    private void writeRules(IpvsChange change, PacketFilter filter) {
      if (change instanceof HostChange.WriteRules write) {
        filter.apply(ChainsPlanner.plan(filter.read(), write.rules()));
      } else if (change instanceof HostChange.RemoveRules remove) {
        filter.apply(CleanupPlanner.plan(filter.read(), CleanupScope.of(remove.rules())));
      }
    }
  }
}
