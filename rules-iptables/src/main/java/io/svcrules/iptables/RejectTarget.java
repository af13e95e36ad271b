// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import io.svcrules.model.IpFamily;

/**
 * Discards the packet and tells its sender.
 *
 * @param with the kind of answer, such as {@code icmp-port-unreachable}
 */
public record RejectTarget(String with) implements Target {
  private static final RejectTarget IPV4 = new RejectTarget("icmp-port-unreachable");
  private static final RejectTarget IPV6 = new RejectTarget("icmp6-port-unreachable");

  /** The answer iptables chooses if none is named. */
  public static RejectTarget ofFamily(IpFamily family) {
    return family == IpFamily.IPV4 ? IPV4 : IPV6;
  }

  @Override
  public <R> R accept(TargetVisitor<R> visitor) {
    return visitor.reject(this);
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append(" -j REJECT --reject-with ").append(with);
  }
}
