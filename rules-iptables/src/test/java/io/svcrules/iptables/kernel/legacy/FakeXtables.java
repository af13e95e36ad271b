// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.ChainPolicy;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.kernel.nft.KernelSets;
import io.svcrules.iptables.kernel.nft.SetIndexes;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.NetlinkSocketException;
import io.svcrules.netlink.OptionMemory;
import io.svcrules.netlink.ipset.IpsetClient;
import io.svcrules.netlink.scripted.ScriptedOptionSocket;
import io.svcrules.netlink.scripted.ScriptedSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One table in memory that is asked for and replaced as that of a kernel; counts as it is told. */
final class FakeXtables {
  private static final List<String> HOOKS =
      List.of("PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING");
  private static final int EAGAIN = 11;

  private final IpFamily family;
  private final Table table;
  private TableInfo info;
  private byte[] entries;
  private long[] counters;

  /** The table as a kernel makes it. */
  FakeXtables(IpFamily family, Table table, SetIndexes sets) {
    EntryLayout layout = EntryLayout.of(family);
    EntryEncoder encoder = RuleCodec.of(family, sets).encoder();
    this.family = family;
    this.table = table;
    int chains = table.builtInChains().size();
    entries = new byte[chains * layout.standardSize() + layout.headSize()];
    List<Integer> starts = new ArrayList<>();
    int hooks = 0;
    int at = 0;
    for (int hook = 0; hook < HOOKS.size(); hook++) {
      boolean valid = table.builtInChains().contains(HOOKS.get(hook));
      starts.add(valid ? at : -1);
      if (valid) {
        hooks |= 1 << hook;
        int size = encoder.foot(entries, at);
        int verdict = at + layout.size() + EntryParts.HEADER;
        HostOrder.putU32(entries, verdict, EntryEncoder.verdict(ChainPolicy.ACCEPT));
        at += size;
      }
    }
    encoder.head("ERROR", entries, at);
    info = new TableInfo(hooks, starts, starts, chains + 1, entries.length);
    counters = new long[2 * info.entries()];
  }

  /** Another process's view of the table; the kernel has no sets, and no rule is unknown. */
  LegacyTables tables() {
    IpsetClient noSets = new IpsetClient(ScriptedSocket.opener(bytes -> List.of()));
    return new LegacyTables(
        family,
        () -> new ScriptedOptionSocket(this::get, this::set),
        new KernelSets(noSets),
        table -> {
          throw new AssertionError("all is known");
        });
  }

  TableInfo info() {
    return info;
  }

  byte[] entries() {
    return entries.clone();
  }

  /** What the entries have counted: packets, bytes, packets … */
  long[] counters() {
    return counters;
  }

  private void checkName(byte[] value) {
    String name = new String(value, 0, XtablesUapi.XT_TABLE_MAXNAMELEN, StandardCharsets.US_ASCII);
    assertEquals(table.lowerCase(), name.replace("\0", ""));
  }

  private void get(int option, OptionMemory memory, int at, int length) {
    byte[] value = new byte[length];
    memory.get(at, value, 0, length);
    checkName(value);
    if (option == XtablesUapi.IPT_SO_GET_INFO) {
      byte[] answer = describe();
      memory.put(at, answer, 0, answer.length);
    } else if (HostOrder.u32(value, XtablesUapi.XT_TABLE_MAXNAMELEN) == info.size()) {
      memory.put(at + XtablesUapi.SIZEOF_IPT_GET_ENTRIES, entries, 0, entries.length);
    } else {
      throw new NetlinkSocketException("getsockopt(2)", EAGAIN);
    }
  }

  private byte[] describe() {
    byte[] answer = new byte[XtablesUapi.SIZEOF_IPT_GETINFO];
    byte[] name = table.lowerCase().getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(name, 0, answer, 0, name.length);
    HostOrder.putU32(answer, 32, info.validHooks());
    for (int i = 0; i < HOOKS.size(); i++) {
      HostOrder.putU32(answer, 36 + 4 * i, info.hookEntries().get(i));
      HostOrder.putU32(answer, 56 + 4 * i, info.underflows().get(i));
    }
    HostOrder.putU32(answer, 76, info.entries());
    HostOrder.putU32(answer, 80, info.size());
    return answer;
  }

  private void set(int option, OptionMemory memory, int at, int length) {
    byte[] value = new byte[length];
    memory.get(at, value, 0, length);
    checkName(value);
    if (option == XtablesUapi.IPT_SO_SET_REPLACE) {
      replace(memory, value);
    } else {
      assertEquals(info.entries(), HostOrder.u32(value, XtablesUapi.XT_TABLE_MAXNAMELEN));
      for (int i = 0; i < counters.length; i++) {
        counters[i] += HostOrder.u32(value, XtablesUapi.SIZEOF_XT_COUNTERS_INFO + 8 * i);
      }
    }
  }

  private void replace(OptionMemory memory, byte[] value) {
    if (HostOrder.u32(value, 84) != info.entries()) {
      throw new NetlinkSocketException("setsockopt(2)", EAGAIN);
    }
    // Memory within the heap: the address of a place is its number.
    int target = HostOrder.u32(value, 88);
    for (long counter : counters) {
      memory.putU32(target, (int) counter);
      target += Long.BYTES;
    }
    List<Integer> starts = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    for (int i = 0; i < HOOKS.size(); i++) {
      starts.add(HostOrder.u32(value, 44 + 4 * i));
      ends.add(HostOrder.u32(value, 64 + 4 * i));
    }
    int count = HostOrder.u32(value, 36);
    int size = HostOrder.u32(value, 40);
    assertEquals(value.length, XtablesUapi.SIZEOF_IPT_REPLACE + size);
    assertEquals(info.validHooks(), HostOrder.u32(value, 32));
    info = new TableInfo(info.validHooks(), starts, ends, count, size);
    entries = Arrays.copyOfRange(value, XtablesUapi.SIZEOF_IPT_REPLACE, value.length);
    counters = new long[2 * count];
  }
}
