// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.trace;

import io.svcrules.iptables.trace.Share;
import io.svcrules.ipvs.RealServer;
import io.svcrules.ipvs.VirtualServer;
import java.util.List;

/**
 * How a scheduler shares new connections out (net/netfilter/ipvs/ip_vs_*.c).
 *
 * @param rule which real servers get how much
 * @param note what that rests on; empty for nothing
 */
public record SchedulerShares(Rule rule, String note) {

  /** Which real servers get how much. */
  public enum Rule {
    /** All the same. */
    EQUAL,
    /** Each by its weight. */
    WEIGHT,
    /** All to the one of the highest weight. */
    HIGHEST
  }

  static SchedulerShares of(VirtualServer server) {
    return of(server.settings().scheduler());
  }

  /** What a scheduler does, by its name without {@code ip_vs_}. */
  public static SchedulerShares of(String name) {
    return switch (name) {
      case "rr" -> new SchedulerShares(Rule.EQUAL, "");
      case "wrr" -> new SchedulerShares(Rule.WEIGHT, "");
      case "fo" -> new SchedulerShares(Rule.HIGHEST, "");
      case "ovf" ->
          new SchedulerShares(
              Rule.HIGHEST, "scheduler ovf: no real server has more connections than its weight");
      case "sh", "mh" ->
          new SchedulerShares(
              Rule.WEIGHT,
              "scheduler " + name + " goes by the client: the shares are those of many clients");
      case "dh", "lblc", "lblcr" ->
          new SchedulerShares(
              Rule.EQUAL, "scheduler " + name + " sends all that ask one address to one of these");
      case "lc" -> new SchedulerShares(Rule.EQUAL, "scheduler lc: " + BUSY);
      case "wlc", "sed", "nq", "twos" ->
          new SchedulerShares(Rule.WEIGHT, "scheduler " + name + ": " + BUSY);
      default -> new SchedulerShares(Rule.EQUAL, "scheduler " + name + " is not known: all equal");
    };
  }

  private static final String BUSY = "connections to all real servers last equally long";

  /** The share of each real server, in their order; none of them if no weight is above 0. */
  public List<Share> shares(List<RealServer> servers) {
    List<Long> weights = weights(servers);
    long sum = weights.stream().mapToLong(Long::longValue).sum();
    return weights.stream().map(weight -> Share.of(weight, Math.max(1, sum))).toList();
  }

  /** The weight that counts, for each real server; 0 for one that gets nothing. */
  List<Long> weights(List<RealServer> servers) {
    int highest = servers.stream().mapToInt(RealServer::weight).max().orElse(0);
    boolean[] taken = {false};
    return servers.stream().map(server -> weight(server, highest, taken)).toList();
  }

  private long weight(RealServer server, int highest, boolean[] taken) {
    if (server.weight() == 0) {
      return 0;
    }
    return switch (rule) {
      case EQUAL -> 1;
      case WEIGHT -> server.weight();
      case HIGHEST -> {
        boolean first = server.weight() == highest && !taken[0];
        taken[0] |= first;
        yield first ? 1 : 0;
      }
    };
  }
}
