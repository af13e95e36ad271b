// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.capability;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableRules;
import io.svcrules.iptables.capability.Adaptation;
import io.svcrules.iptables.capability.Capability;
import io.svcrules.iptables.compile.BaseRules;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.ReasonedChain;
import io.svcrules.iptables.compile.RuleReason;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.compile.IpvsFragment;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes of virtual servers and their rules what a kernel can have that lacks something. */
public final class IpvsAdaptation {
  private IpvsAdaptation() {}

  /**
   * Why no service can be served; empty if they can.
   *
   * @param missing what the kernel lacks
   */
  public static Optional<String> hopeless(Set<IpvsCapability> missing, IpvsConfig config) {
    for (IpvsCapability one : missing) {
      if (one.kind() == IpvsCapability.Kind.SET_TYPE) {
        return Optional.of(
            lacks(one) + ", without which no service can be served: rules look into such sets");
      }
      if (one.name().equals(config.usualScheduler())) {
        return Optional.of(
            lacks(one)
                + ", which serves all that ask for no other: --ipvs-scheduler names another one");
      }
    }
    return Optional.empty();
  }

  private static String lacks(IpvsCapability one) {
    return "the kernel lacks " + one.title();
  }

  /**
   * Services whose scheduler is missing, served by the usual one.
   *
   * @param missing what the kernel lacks, not the usual scheduler among it
   */
  public static CompiledIpvs withSchedulers(
      CompiledIpvs desired, IpvsConfig config, Set<IpvsCapability> missing) {
    return missing.isEmpty()
        ? desired
        : CompiledIpvs.assemble(
                desired.state().family(),
                config,
                desired.fragments().stream()
                    .map(fragment -> withScheduler(fragment, config, missing))
                    .toList())
            .withRules(desired.state().rules());
  }

  /** The same for a single service port. */
  public static IpvsFragment withScheduler(
      IpvsFragment desired, IpvsConfig config, Set<IpvsCapability> missing) {
    return missing.isEmpty()
        ? desired
        : desired.withUsualScheduler(
            config, name -> missing.contains(IpvsCapability.scheduler(name)));
  }

  /** What rules use of iptables and the kernel has not shown that it has. */
  public static Set<Capability> doubtful(Ruleset desired, Ruleset current) {
    return Adaptation.doubtful(compiled(desired), current);
  }

  /**
   * Rules for a node.
   *
   * @param lacking what iptables lacks there
   * @throws io.svcrules.iptables.capability.MissingCapabilityException if no service can be served
   */
  public static Ruleset withRules(Ruleset desired, Set<Capability> lacking) {
    return lacking.isEmpty()
        ? desired
        : Adaptation.adapt(compiled(desired), lacking).rules().ruleset();
  }

  /** Rules of no service, as mode iptables has them. */
  private static CompiledRuleset compiled(Ruleset rules) {
    Map<Table, List<ReasonedChain>> chains = new EnumMap<>(Table.class);
    for (Map.Entry<Table, TableRules> table : rules.tables().entrySet()) {
      chains.put(
          table.getKey(),
          table.getValue().chains().values().stream().map(IpvsAdaptation::reasoned).toList());
    }
    return new CompiledRuleset(rules.family(), new BaseRules(chains, List.of()), List.of());
  }

  private static ReasonedChain reasoned(Chain chain) {
    return new ReasonedChain(chain, Collections.nCopies(chain.rules().size(), RuleReason.HOOK));
  }
}
