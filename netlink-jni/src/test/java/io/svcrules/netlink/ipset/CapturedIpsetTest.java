// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.ipset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.netlink.Captured;
import io.svcrules.netlink.InetAddr;
import io.svcrules.netlink.InetFamily;
import io.svcrules.netlink.NetlinkMessage;
import io.svcrules.netlink.NetlinkRequest;
import io.svcrules.netlink.netfilter.NetfilterUapi;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CapturedIpsetTest {

  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final IpsetSpec NETS =
      IpsetSpec.hash("KUBE-T", IpsetType.HASH_IP_PORT_NET, InetFamily.IPV4)
          .sized(1024, 65536)
          .withComments()
          .withTimeout(0);
  private static final IpsetEntry NET =
      IpsetEntry.ipPortNet(InetAddr.of("10.0.0.1"), TCP, 80, InetAddr.of("10.1.0.0"), 16)
          .withComment("hi");
  private static final IpsetEntry SIX =
      IpsetEntry.ipPortIp(InetAddr.of("fd00::1"), UDP, 53, InetAddr.of("fd00::2"));

  private static void assertWritten(String fixture, NetlinkRequest request) {
    Captured.assertSame("ipset/" + fixture, List.of(Captured.written(request)));
  }

  private static List<NetlinkMessage> sent(Consumer<IpsetClient> command) {
    return Captured.sentBy(
        opener -> {
          try (IpsetClient ipset = new IpsetClient(opener)) {
            command.accept(ipset);
          }
        });
  }

  @Test
  void setsAreCreatedInTheBytesOfTheTool() {
    assertWritten("create-hash", out -> IpsetCodec.writeCreate(out, NETS, 8));
    assertWritten(
        "create-bitmap",
        out -> IpsetCodec.writeCreate(out, IpsetSpec.ports("KUBE-P", 0, 65535), 3));
    IpsetSpec six = IpsetSpec.hash("KUBE-6", IpsetType.HASH_IP_PORT_IP, InetFamily.IPV6);
    assertWritten("create-hash-6", out -> IpsetCodec.writeCreate(out, six, 6));
  }

  @Test
  void entriesAreAddedDeletedAndTestedInTheBytesOfTheTool() {
    IpsetEntry port = IpsetEntry.port(30080);
    Captured.assertSame("ipset/add", sent(ipset -> ipset.add("KUBE-T", NET)));
    Captured.assertSame("ipset/add-6", sent(ipset -> ipset.add("KUBE-6", SIX)));
    Captured.assertSame("ipset/add-port", sent(ipset -> ipset.add("KUBE-P", port)));
    Captured.assertSame("ipset/delete", sent(ipset -> ipset.delete("KUBE-P", port)));
    Captured.assertSame("ipset/test", sent(ipset -> ipset.test("KUBE-P", port)));
  }

  @Test
  void manyEntriesAreAddedInTheBytesOfARestore() {
    List<IpsetEntry> entries =
        List.of(
            IpsetEntry.ipPort(InetAddr.of("10.0.0.1"), TCP, 80),
            IpsetEntry.ipPort(InetAddr.of("10.0.0.2"), UDP, 53));
    Captured.assertSame("ipset/restore", sent(ipset -> ipset.addAll("A", entries)));
  }

  @Test
  void setsAreSwappedRenamedFlushedAndDestroyedInTheBytesOfTheTool() {
    Captured.assertSame("ipset/swap", sent(ipset -> ipset.swap("A", "B")));
    Captured.assertSame("ipset/rename", sent(ipset -> ipset.rename("A", "C")));
    Captured.assertSame("ipset/flush", sent(ipset -> ipset.flush("C")));
    Captured.assertSame("ipset/destroy", sent(ipset -> ipset.destroy("C")));
    Captured.assertSame("ipset/list", sent(ipset -> ipset.list("B")));
  }

  private static List<IpsetListing> read(List<NetlinkMessage> messages) {
    List<IpsetListing> sets = new ArrayList<>();
    ListingDecoder decoder = new ListingDecoder(sets::add);
    messages.forEach(decoder::accept);
    decoder.finish();
    return sets;
  }

  @Test
  void whatNobodyKnowsYetIsPassedOver() {
    List<NetlinkMessage> messages = Captured.messages("ipset/kernel-list");
    List<NetlinkMessage> later =
        messages.stream()
            .map(message -> Captured.fromTheFuture(message, NetfilterUapi.SIZEOF_NFGENMSG))
            .toList();
    assertEquals(read(messages), read(later));
  }

  @Test
  void setsOfTheKernelAreRead() {
    List<IpsetListing> sets = read(Captured.messages("ipset/kernel-list"));
    assertEquals(
        List.of("KUBE-T", "KUBE-P", "KUBE-6", "A"),
        sets.stream().map(set -> set.spec().name()).toList());
    assertEquals(NETS, sets.get(0).spec());
    assertEquals(List.of(NET.withTimeout(0)), sets.get(0).entries());
    assertEquals(IpsetSpec.ports("KUBE-P", 0, 65535), sets.get(1).spec());
    assertEquals(List.of(SIX), sets.get(2).entries());
    assertEquals(OptionalInt.empty(), sets.get(3).spec().timeoutSeconds());
    assertEquals(2, sets.get(3).entries().size());
  }
}
