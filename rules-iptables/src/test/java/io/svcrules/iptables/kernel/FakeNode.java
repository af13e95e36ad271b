// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.iptables.RulesetEditor;
import io.svcrules.iptables.text.IptablesTextParser;
import io.svcrules.iptables.text.RulesetWriter;
import io.svcrules.model.IpFamily;

/** A node in memory. */
public record FakeNode(FakePacketFilter filter) implements TestNode {

  /** A node of one family without a single table. */
  public FakeNode(IpFamily family) {
    this(new FakePacketFilter(family));
  }

  @Override
  public String saved() {
    return RulesetWriter.saved(filter.ruleset());
  }

  @Override
  public void load(String input) {
    filter.replace(
        RulesetEditor.apply(
            filter.ruleset(), IptablesTextParser.parseInput(filter.family(), input).orThrow()));
  }

  @Override
  public void close() {}
}
