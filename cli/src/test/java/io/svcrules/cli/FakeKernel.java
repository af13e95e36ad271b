// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import io.svcrules.cli.env.PacketFilters;
import io.svcrules.iptables.Change;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.RulesetEditor;
import io.svcrules.iptables.capability.Capability;
import io.svcrules.iptables.kernel.CapabilityProbe;
import io.svcrules.iptables.kernel.DetectedVariant;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.iptables.kernel.PacketFilterException;
import io.svcrules.iptables.kernel.PacketFilterException.Kind;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.plan.PlanStep;
import io.svcrules.iptables.plan.TablePlan;
import io.svcrules.iptables.text.IptablesTextParser;
import io.svcrules.iptables.text.RulesetWriter;
import io.svcrules.model.IpFamily;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A kernel in memory with both variants and families, which can be told to fail. */
final class FakeKernel implements PacketFilters {
  private record Place(IpFamily family, IptablesVariant variant) {}

  private final Map<Place, Ruleset> rules = new HashMap<>();
  private final Map<Place, Kind> failures = new HashMap<>();
  private Predicate<Change> refused = change -> false;
  private final FakeEffects effects = new FakeEffects();
  private final Set<Capability> lacking = EnumSet.noneOf(Capability.class);
  private boolean forgetful;

  /** Holds rules from now on, as iptables-save prints them. */
  FakeKernel holds(IpFamily family, IptablesVariant variant, String saved) {
    rules.put(new Place(family, variant), IptablesTextParser.parseSaved(family, saved).orThrow());
    return this;
  }

  /** Fails from now on, whether read or changed. */
  FakeKernel fails(IpFamily family, IptablesVariant variant, Kind kind) {
    failures.put(new Place(family, variant), kind);
    return this;
  }

  /** Refuses changes from now on. */
  FakeKernel refuses(Predicate<Change> changes) {
    refused = changes;
    return this;
  }

  /** Says that it did what it was told, and does nothing, from now on. */
  FakeKernel forgets() {
    forgetful = true;
    return this;
  }

  /** What iptables-save would print. */
  String saved(IpFamily family, IptablesVariant variant) {
    return RulesetWriter.saved(rules(family, variant));
  }

  /** What it holds, even if it would not tell. */
  Ruleset rules(IpFamily family, IptablesVariant variant) {
    return ruleset(new Place(family, variant));
  }

  private Ruleset ruleset(Place place) {
    return rules.getOrDefault(place, new Ruleset(place.family, Map.of()));
  }

  /** What there is besides rules: settings that nobody has changed, and no flow. */
  FakeEffects effects() {
    return effects;
  }

  @Override
  public DetectedVariant detection() {
    return new DetectedVariant(IptablesVariant.NFT, "it is the only one here", List.of());
  }

  /** Lacks something from now on. */
  FakeKernel lacks(Capability capability) {
    lacking.add(capability);
    return this;
  }

  @Override
  public CapabilityProbe probe(IpFamily family, IptablesVariant variant) {
    return asked -> {
      Set<Capability> missing = EnumSet.copyOf(lacking);
      missing.retainAll(asked);
      return missing;
    };
  }

  @Override
  public PacketFilter open(IpFamily family, IptablesVariant variant) {
    return new Filter(new Place(family, variant));
  }

  private final class Filter implements PacketFilter {
    private final Place place;

    Filter(Place place) {
      this.place = place;
    }

    @Override
    public IpFamily family() {
      return place.family;
    }

    @Override
    public Ruleset read() {
      check();
      return ruleset(place);
    }

    @Override
    public void apply(IptablesPlan plan) {
      check();
      for (TablePlan table : plan.tables()) {
        Optional<PlanStep> step = table.steps().filter(s -> refused.test(s.change())).findFirst();
        if (step.isPresent()) {
          throw new PacketFilterException(
              Kind.REFUSED, "Invalid argument", Optional.of(table.table()), step, null);
        }
      }
      if (!forgetful) {
        rules.put(place, RulesetEditor.apply(ruleset(place), plan.restoreInput()));
      }
    }

    private void check() {
      Kind kind = failures.get(place);
      if (kind != null) {
        throw new PacketFilterException(
            kind, "told to fail", Optional.empty(), Optional.empty(), null);
      }
    }
  }
}
