// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import io.svcrules.iptables.Table;
import io.svcrules.netlink.OptionMemory;
import io.svcrules.netlink.OptionSocket;
import java.nio.charset.StandardCharsets;

/**
 * The questions and commands of x_tables. All methods throw {@link
 * io.svcrules.netlink.NetlinkSocketException} if the kernel refuses.
 *
 * @param socket the socket, which stays open
 * @param layout the layout of its family
 */
record TableSocket(OptionSocket socket, EntryLayout layout) {
  /** Where entries stand in the memory: behind the head of {@code struct ipt_replace}. */
  static final int BASE = XtablesUapi.SIZEOF_IPT_REPLACE;

  /** {@code valid_hooks}, {@code num_entries}, {@code size}: behind the name. */
  private static final int REPLACE_NUMBERS = XtablesUapi.XT_TABLE_MAXNAMELEN;

  /** {@code hook_entry}, and {@code underflow} behind it. */
  private static final int REPLACE_HOOKS = REPLACE_NUMBERS + 3 * Integer.BYTES;

  /** {@code num_counters}. */
  private static final int REPLACE_COUNTERS =
      REPLACE_HOOKS + 2 * XtablesUapi.NF_INET_NUMHOOKS * Integer.BYTES;

  /** {@code counters}, which is aligned. */
  private static final int REPLACE_ADDRESS = REPLACE_COUNTERS + Integer.BYTES;

  /** What the kernel says of a table, which it makes if there is none yet. */
  TableInfo info(Table table) {
    byte[] value = named(table, XtablesUapi.SIZEOF_IPT_GETINFO);
    try (OptionMemory memory = socket.allocate(value.length)) {
      memory.put(0, value, 0, value.length);
      socket.get(XtablesUapi.IPT_SO_GET_INFO, memory, 0, value.length);
      memory.get(0, value, 0, value.length);
    }
    return TableInfo.of(value);
  }

  private static byte[] named(Table table, int size) {
    byte[] value = new byte[size];
    byte[] name = table.lowerCase().getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(name, 0, value, 0, name.length);
    return value;
  }

  /**
   * Reads the entries of a table to {@link #BASE} of a memory of zeros.
   *
   * @param info what the kernel said of it; if that is no longer so, it refuses with EAGAIN
   * @param likely chains that may be there
   */
  HeldTable read(Table table, TableInfo info, OptionMemory memory, LikelyChains likely) {
    byte[] head = named(table, XtablesUapi.SIZEOF_IPT_GET_ENTRIES);
    HostOrder.putU32(head, XtablesUapi.XT_TABLE_MAXNAMELEN, info.size());
    int at = BASE - head.length;
    memory.put(at, head, 0, head.length);
    socket.get(XtablesUapi.IPT_SO_GET_ENTRIES, memory, at, head.length + info.size());
    return TableScan.scan(memory, BASE, info, layout, likely);
  }

  /**
   * Puts the entries at {@link #BASE} of a memory in the place of those of a table.
   *
   * @param before what the kernel said of the table; if there are no longer as many entries, it
   *     refuses with EAGAIN
   * @param after what it will say
   * @param counters where it writes what those entries have counted
   */
  void replace(Table table, TableInfo before, TableInfo after, OptionMemory memory, int counters) {
    byte[] head = named(table, BASE);
    HostOrder.putU32(head, REPLACE_NUMBERS, after.validHooks());
    HostOrder.putU32(head, REPLACE_NUMBERS + Integer.BYTES, after.entries());
    HostOrder.putU32(head, REPLACE_NUMBERS + 2 * Integer.BYTES, after.size());
    for (int i = 0; i < XtablesUapi.NF_INET_NUMHOOKS; i++) {
      int entry = REPLACE_HOOKS + i * Integer.BYTES;
      HostOrder.putU32(head, entry, after.hookEntries().get(i));
      int underflow = entry + XtablesUapi.NF_INET_NUMHOOKS * Integer.BYTES;
      HostOrder.putU32(head, underflow, after.underflows().get(i));
    }
    HostOrder.putU32(head, REPLACE_COUNTERS, before.entries());
    memory.put(0, head, 0, head.length);
    memory.putAddressOf(REPLACE_ADDRESS, counters);
    socket.set(XtablesUapi.IPT_SO_SET_REPLACE, memory, 0, BASE + after.size());
  }

  /**
   * Adds to what the entries of a table have counted. The numbers stand in the memory behind room
   * for a head.
   *
   * @param entries how many entries the table has
   */
  void addCounters(Table table, int entries, OptionMemory memory) {
    byte[] head = named(table, XtablesUapi.SIZEOF_XT_COUNTERS_INFO);
    HostOrder.putU32(head, XtablesUapi.XT_TABLE_MAXNAMELEN, entries);
    memory.put(0, head, 0, head.length);
    int length = head.length + entries * XtablesUapi.SIZEOF_XT_COUNTERS;
    socket.set(XtablesUapi.IPT_SO_SET_ADD_COUNTERS, memory, 0, length);
  }
}
