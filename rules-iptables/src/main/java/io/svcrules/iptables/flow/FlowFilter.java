// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.flow;

import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import java.util.Comparator;
import java.util.Optional;

/**
 * Flows that have something in common. Order: protocol, destination, who answers.
 *
 * @param protocol their protocol
 * @param destination where their clients send
 * @param answering who answers; empty for anybody
 */
public record FlowFilter(
    Protocol protocol, TransportAddress destination, Optional<TransportAddress> answering)
    implements Comparable<FlowFilter> {
  private static final Comparator<FlowFilter> ORDER =
      Comparator.comparing(FlowFilter::protocol)
          .thenComparing(FlowFilter::destination)
          .thenComparing(
              filter -> filter.answering.orElse(null),
              Comparator.nullsFirst(Comparator.naturalOrder()));

  /** The flows that go the way of this one. */
  public static FlowFilter like(Flow flow) {
    return new FlowFilter(flow.protocol(), flow.destination(), Optional.of(flow.answering()));
  }

  /** The family of the addresses. */
  public IpFamily family() {
    return destination.address().family();
  }

  /** Whether a flow is meant. */
  public boolean matches(Flow flow) {
    return flow.protocol() == protocol
        && flow.destination().equals(destination)
        && (answering.isEmpty() || answering.get().equals(flow.answering()));
  }

  @Override
  public int compareTo(FlowFilter other) {
    return ORDER.compare(this, other);
  }

  /** The command of conntrack(8) that deletes them. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(160).append("conntrack -D -f ");
    out.append(
        switch (family()) {
          case IPV4 -> "ipv4";
          case IPV6 -> "ipv6";
        });
    out.append(" -p ").append(protocol.lowerCase());
    out.append(" --orig-dst ").append(destination.address());
    out.append(" --orig-port-dst ").append(destination.port());
    answering.ifPresent(
        end ->
            out.append(" --reply-src ")
                .append(end.address())
                .append(" --reply-port-src ")
                .append(end.port()));
    return out.toString();
  }
}
