// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.capability;

import io.svcrules.iptables.compile.CompiledRuleset;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rules that a node can have.
 *
 * @param rules the rules
 * @param lacking what the node lacks of what was asked for, in the order of the constants
 * @param leftOut the service ports that nothing can take the place for, sorted by name
 */
public record AdaptedRules(
    CompiledRuleset rules, Set<Capability> lacking, List<LackingServicePort> leftOut) {

  /** Copies the collections. */
  public AdaptedRules {
    lacking = Collections.unmodifiableSet(new TreeSet<>(lacking));
    leftOut = List.copyOf(leftOut);
  }

  /** Rules that a node can have as they are. */
  public static AdaptedRules asTheyAre(CompiledRuleset rules) {
    return new AdaptedRules(rules, Set.of(), List.of());
  }
}
