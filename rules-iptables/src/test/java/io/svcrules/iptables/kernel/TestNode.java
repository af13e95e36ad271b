// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import java.util.List;

/** A node to try things on. */
public interface TestNode extends AutoCloseable {

  /** Our way to its rules. */
  PacketFilter filter();

  /** All rules as iptables-save prints them, without counters and remarks. */
  String saved();

  /** Changes rules behind our back, as {@code iptables-restore --noflush} does. */
  void load(String input);

  @Override
  void close();

  /** The lines that are not about our chains. */
  default List<String> savedOfOthers() {
    return ofOthers(saved());
  }

  /** The lines that are not about our chains. */
  static List<String> ofOthers(String saved) {
    return saved.lines().filter(line -> !line.contains("KUBE-")).toList();
  }
}
