// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A table of iptables, in the order in which {@code iptables-restore} input lists them here. */
public enum Table {
  /** Accepts, drops and rejects. */
  FILTER,
  /** Rewrites addresses. */
  NAT,
  /** Changes other parts of packets. */
  MANGLE,
  /** Runs before connection tracking. */
  RAW,
  /** Marks for mandatory access control. */
  SECURITY;

  private final String lowerCase = name().toLowerCase(Locale.ROOT);

  /** The chains that hooks of the kernel call, in hook order. */
  public List<String> builtInChains() {
    return switch (this) {
      case FILTER, SECURITY -> List.of("INPUT", "FORWARD", "OUTPUT");
      case NAT -> List.of("PREROUTING", "INPUT", "OUTPUT", "POSTROUTING");
      case MANGLE -> List.of("PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING");
      case RAW -> List.of("PREROUTING", "OUTPUT");
    };
  }

  /** The name as iptables spells it. */
  public String lowerCase() {
    return lowerCase;
  }

  /** The table of that name. */
  public static Optional<Table> named(String name) {
    for (Table table : values()) {
      if (table.lowerCase.equals(name)) {
        return Optional.of(table);
      }
    }
    return Optional.empty();
  }
}
