// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.conntrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.netlink.Captured;
import io.svcrules.netlink.Datagrams;
import io.svcrules.netlink.InetAddr;
import io.svcrules.netlink.NetlinkMessage;
import io.svcrules.netlink.netfilter.NetfilterUapi;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapturedConntrackTest {

  private static final ConntrackTuple ORIGINAL =
      ConntrackTuple.of(17, InetAddr.of("10.0.0.5"), 4000, InetAddr.of("10.96.0.10"), 53);

  @Test
  void anEntryOfTheKernelIsRead() {
    List<ConntrackEntry> entries =
        Captured.messages("conntrack/kernel-entries").stream().map(ConntrackCodec::decode).toList();
    assertEquals(1, entries.size());
    assertEquals(ORIGINAL, entries.get(0).original());
    assertEquals(
        ConntrackTuple.of(17, InetAddr.of("10.244.0.2"), 53, InetAddr.of("10.0.0.5"), 4000),
        entries.get(0).reply());
    assertEquals(
        ConntrackUapi.IPS_CONFIRMED | ConntrackUapi.IPS_SEEN_REPLY | ConntrackUapi.IPS_ASSURED,
        entries.get(0).status());
  }

  @Test
  void whatNobodyKnowsYetIsPassedOver() {
    for (NetlinkMessage entry : Captured.messages("conntrack/kernel-entries")) {
      assertEquals(
          ConntrackCodec.decode(entry),
          ConntrackCodec.decode(Captured.fromTheFuture(entry, NetfilterUapi.SIZEOF_NFGENMSG)));
    }
  }

  @Test
  void aDeletionBeginsWithTheBytesOfTheTool() {
    NetlinkMessage theirs = Captured.messages("conntrack/conntrack-delete").get(0);
    NetlinkMessage ours = Captured.written(out -> ConntrackCodec.writeDelete(out, ORIGINAL));
    assertEquals(theirs.type(), ours.type());
    // The tool goes on with the rest of the entry, at which the kernel does not look.
    assertTrue(Datagrams.payload(theirs).toString().startsWith(Datagrams.payload(ours).toString()));
  }
}
