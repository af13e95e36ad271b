// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.model.IpFamily;
import java.util.Optional;

/** Knows the chains of a node: all of them, or each when a packet first comes there. */
public interface ChainSource {

  /** The family of the rules. */
  IpFamily family();

  /** A chain; empty if it does not exist. */
  Optional<Chain> chain(Table table, String name);

  /** The chains of rules that are known. */
  static ChainSource of(Ruleset rules) {
    return new ChainSource() {
      @Override
      public IpFamily family() {
        return rules.family();
      }

      @Override
      public Optional<Chain> chain(Table table, String name) {
        return rules.table(table).chain(name);
      }
    };
  }
}
