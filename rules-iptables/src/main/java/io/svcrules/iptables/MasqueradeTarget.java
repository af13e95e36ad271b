// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

/**
 * Rewrites the source address to that of the interface the packet leaves by.
 *
 * @param randomFully whether source ports are chosen at random, which avoids clashes that lose
 *     packets; needs iptables 1.6.2 or later
 */
public record MasqueradeTarget(boolean randomFully) implements Target {

  @Override
  public <R> R accept(TargetVisitor<R> visitor) {
    return visitor.masquerade(this);
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append(randomFully ? " -j MASQUERADE --random-fully" : " -j MASQUERADE");
  }
}
