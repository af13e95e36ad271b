// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

/** Writes what is new of chains. Not safe for use by several threads; each has its own. */
final class ChainWriter {
  private final EntryEncoder encoder;
  private final EntryLayout layout;
  private final EntryWriter out;

  ChainWriter(EntryEncoder encoder, HeldTable table) {
    this.encoder = encoder;
    this.layout = encoder.layout();
    this.out = new EntryWriter(table.memory(), table.base());
  }

  /** Writes what is new of a chain. */
  void write(EditedChain chain) {
    if (chain.held == null) {
      encoder.head(chain.name, out.bytes(), out.room(chain.begin, layout.headSize()));
    }
    int at = chain.first;
    for (EditedRule rule : chain.rules) {
      if (rule.isNew()) {
        int called = rule.calls == null ? 0 : rule.calls.first;
        int room = out.room(at, rule.size);
        if (encoder.encode(rule.rule, at, called, out.bytes(), room) != rule.size) {
          throw new IllegalStateException("not as long as it was said to be: " + rule.rule);
        }
      }
      at += rule.size;
    }
    if (chain.held == null) {
      encoder.foot(out.bytes(), out.room(chain.foot, layout.standardSize()));
    }
  }

  /** Hands over what was written. */
  void flush() {
    out.flush();
  }
}
