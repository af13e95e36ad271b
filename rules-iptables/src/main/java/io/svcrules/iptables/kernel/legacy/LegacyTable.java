// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A table as the kernel held it at one moment, whose chains are decoded when they are asked for.
 */
public final class LegacyTable implements AutoCloseable {
  private final HeldTable held;
  private final TableDecoder decoder;
  private final Map<String, HeldChain> chains = new HashMap<>();

  LegacyTable(Table name, HeldTable held, Supplier<RuleCodec> codecs, ForeignEntries foreign) {
    this.held = held;
    this.decoder = new TableDecoder(name, held, codecs, LikelyChains.NONE, foreign);
    held.chains().forEach(chain -> chains.put(chain.name(), chain));
  }

  /** Whether there is a chain of a name. */
  public boolean hasChain(String name) {
    return chains.containsKey(name);
  }

  /** How many rules it has. */
  public int rules() {
    return chains.values().stream().mapToInt(HeldChain::rules).sum();
  }

  /**
   * A chain; empty if there is none of the name.
   *
   * @throws IncompatibleLayoutException if its rules cannot be understood, or iptables had to be
   *     asked for some and the kernel no longer holds the same
   */
  public Optional<Chain> chain(String name) {
    return Optional.ofNullable(chains.get(name))
        .map(
            chain ->
                decoder
                    .decode(chain)
                    .orElseThrow(() -> new IncompatibleLayoutException(name + " has changed")));
  }

  @Override
  public void close() {
    held.memory().close();
  }
}
