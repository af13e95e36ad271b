// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import java.util.ArrayList;
import java.util.List;

/**
 * What the kernel says of a table as a whole: {@code struct ipt_getinfo}
 * (linux/netfilter_ipv4/ip_tables.h).
 *
 * @param validHooks a bit for each hook that calls a chain of the table
 * @param hookEntries where the chain of each hook begins
 * @param underflows where it ends
 * @param entries how many entries there are
 * @param size how many bytes they have
 */
record TableInfo(
    int validHooks, List<Integer> hookEntries, List<Integer> underflows, int entries, int size) {
  /**
   * Names of built-in chains by the number of their hook: linux/netfilter.h NF_INET_PRE_ROUTING…
   */
  private static final List<String> HOOKS =
      List.of("PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING");

  /** {@code valid_hooks}, behind the name of the table. */
  private static final int VALID_HOOKS = XtablesUapi.XT_TABLE_MAXNAMELEN;

  /** Copies the lists. */
  TableInfo {
    hookEntries = List.copyOf(hookEntries);
    underflows = List.copyOf(underflows);
  }

  /** Reads the structure. */
  static TableInfo of(byte[] info) {
    int entries = VALID_HOOKS + Integer.BYTES;
    int underflows = entries + XtablesUapi.NF_INET_NUMHOOKS * Integer.BYTES;
    int rest = underflows + XtablesUapi.NF_INET_NUMHOOKS * Integer.BYTES;
    return new TableInfo(
        HostOrder.u32(info, VALID_HOOKS),
        numbers(info, entries),
        numbers(info, underflows),
        HostOrder.u32(info, rest),
        HostOrder.u32(info, rest + Integer.BYTES));
  }

  private static List<Integer> numbers(byte[] info, int at) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < XtablesUapi.NF_INET_NUMHOOKS; i++) {
      numbers.add(HostOrder.u32(info, at + i * Integer.BYTES));
    }
    return numbers;
  }

  /** Whether a hook calls a chain of the table. */
  boolean isValid(int hook) {
    return (validHooks & (1 << hook)) != 0;
  }

  /** The built-in chain that begins at a place; null if none does. */
  String builtInChain(int start) {
    for (int hook = 0; hook < XtablesUapi.NF_INET_NUMHOOKS; hook++) {
      if (isValid(hook) && hookEntries.get(hook) == start) {
        return HOOKS.get(hook);
      }
    }
    return null;
  }

  /** Whether a built-in chain ends with the entry at a place. */
  boolean isUnderflow(int place) {
    for (int hook = 0; hook < XtablesUapi.NF_INET_NUMHOOKS; hook++) {
      if (isValid(hook) && underflows.get(hook) == place) {
        return true;
      }
    }
    return false;
  }

  /** The name of the chain that a hook calls. */
  static String chain(int hook) {
    return HOOKS.get(hook);
  }
}
