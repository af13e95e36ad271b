// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.compile;

import io.svcrules.ipvs.SchedulerFlag;
import java.util.List;
import java.util.Optional;

/**
 * A scheduler with its flags.
 *
 * @param scheduler its name
 * @param flags bits of {@link SchedulerFlag}
 */
record SchedulerChoice(String scheduler, int flags) {
  static final String DEFAULT = "rr";

  /** The modules net/netfilter/ipvs/ip_vs_*.c of Linux that register a scheduler. */
  static final List<String> KNOWN =
      List.of(
          "rr", "wrr", "lc", "wlc", "lblc", "lblcr", "dh", "sh", "sed", "nq", "fo", "ovf", "mh",
          "twos");

  /** That of all services which ask for no other. */
  static SchedulerChoice usual(IpvsConfig config) {
    return parse(config.scheduler()).orElseGet(() -> new SchedulerChoice(DEFAULT, 0));
  }

  /**
   * Reads {@code NAME} or {@code NAME,FLAG,…}, the flags as ipvsadm calls them; empty if a word is
   * unknown. Without flags {@code mh} gets {@code mh-port}, as with kube-proxy.
   */
  static Optional<SchedulerChoice> parse(String text) {
    String[] words = text.strip().split(",", -1);
    String scheduler = words[0].strip();
    if (!KNOWN.contains(scheduler)) {
      return Optional.empty();
    }
    if (words.length == 1) {
      return Optional.of(
          new SchedulerChoice(scheduler, scheduler.equals("mh") ? SchedulerFlag.PORT.bit() : 0));
    }
    int flags = 0;
    for (int i = 1; i < words.length; i++) {
      Optional<SchedulerFlag> flag = SchedulerFlag.named(words[i].strip(), scheduler);
      if (flag.isEmpty()) {
        return Optional.empty();
      }
      flags |= flag.get().bit();
    }
    return Optional.of(new SchedulerChoice(scheduler, flags));
  }
}
