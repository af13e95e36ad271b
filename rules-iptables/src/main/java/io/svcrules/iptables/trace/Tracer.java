// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import io.svcrules.iptables.Ruleset;

/** Follows packets through the rules of a node. May be asked by several threads at a time. */
public final class Tracer {
  private final ChainIndex chains;
  private final Surroundings surroundings;

  private Tracer(ChainIndex chains, Surroundings surroundings) {
    this.chains = chains;
    this.surroundings = surroundings;
  }

  /**
   * A node.
   *
   * @param rules all its rules of one family, also those of others
   * @param surroundings what else it is
   */
  public static Tracer of(Ruleset rules, Surroundings surroundings) {
    return of(ChainSource.of(rules), surroundings);
  }

  /**
   * A node whose chains are asked for when a packet first comes there.
   *
   * @param chains all its chains of one family, also those of others
   * @param surroundings what else it is
   */
  public static Tracer of(ChainSource chains, Surroundings surroundings) {
    return new Tracer(new ChainIndex(chains), surroundings);
  }

  /** What becomes of a packet and of the connection that it begins. */
  public Trace trace(Probe probe) {
    return new Walk(probe, chains, surroundings).run();
  }
}
