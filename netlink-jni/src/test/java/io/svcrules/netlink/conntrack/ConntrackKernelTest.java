// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.conntrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.netlink.InetAddr;
import io.svcrules.netlink.InetFamily;
import io.svcrules.netlink.KernelNamespace;
import io.svcrules.netlink.NetlinkConnection;
import io.svcrules.netlink.NetlinkProtocol;
import io.svcrules.netlink.NetlinkUapi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConntrackKernelTest {

  private static final int TCP = 6;
  private static final int UDP = 17;

  /** ctnetlink makes entries only as confirmed, and assured ones only with a reply seen. */
  private static final int STATUS =
      ConntrackUapi.IPS_CONFIRMED | ConntrackUapi.IPS_SEEN_REPLY | ConntrackUapi.IPS_ASSURED;

  private KernelNamespace namespace;
  private NetlinkConnection connection;
  private ConntrackClient conntrack;

  @BeforeEach
  void open() {
    namespace = new KernelNamespace();
    connection = namespace.connect(NetlinkProtocol.NETFILTER);
    conntrack = new ConntrackClient(connection);
  }

  @AfterEach
  void close() {
    // First, so that nothing that went wrong with the client leaves it behind.
    namespace.close();
    conntrack.close();
  }

  /** A connection to a virtual address that went to a real one. */
  private static ConntrackEntry entry(
      int protocol, String client, int clientPort, String virtual, String real, int port) {
    InetAddr from = InetAddr.of(client);
    return new ConntrackEntry(
        ConntrackTuple.of(protocol, from, clientPort, InetAddr.of(virtual), port),
        ConntrackTuple.of(protocol, InetAddr.of(real), port, from, clientPort),
        STATUS,
        120,
        0x4000,
        0,
        0);
  }

  private void insert(ConntrackEntry... entries) {
    assertEquals(
        List.of(),
        connection.executeAll(
            List.of(entries),
            (out, entry) -> ConntrackCodec.writeEntry(out, entry, NetlinkUapi.NLM_F_CREATE)));
  }

  private static List<ConntrackTuple> originals(List<ConntrackEntry> entries) {
    return entries.stream().map(ConntrackEntry::original).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 17, 132})
  void entriesOfEveryProtocolWithPortsAreDumpedInBothFamilies(int protocol) {
    ConntrackEntry four = entry(protocol, "10.0.0.1", 4000, "10.96.0.10", "10.244.0.2", 53);
    ConntrackEntry six = entry(protocol, "fd00::1", 4000, "fd00:96::10", "fd00:244::2", 53);
    insert(four, six);
    for (ConntrackEntry expected : List.of(four, six)) {
      InetFamily family = expected.original().source().family();
      List<ConntrackEntry> found =
          conntrack.list(ConntrackFilter.all().family(family).protocol(protocol));
      assertEquals(1, found.size());
      assertEquals(expected.original(), found.get(0).original());
      assertEquals(expected.reply(), found.get(0).reply());
      assertEquals(expected.mark(), found.get(0).mark());
      assertTrue(found.get(0).id() != 0);
    }
    assertEquals(2, conntrack.list(ConntrackFilter.all()).size());
  }

  @Test
  void filtersAreAppliedByTheKernel() {
    ConntrackEntry wanted = entry(UDP, "10.0.0.1", 4000, "10.96.0.10", "10.244.0.2", 53);
    insert(
        wanted,
        entry(UDP, "10.0.0.1", 4002, "10.96.0.11", "10.244.0.2", 53),
        entry(UDP, "10.0.0.1", 4001, "10.96.0.10", "10.244.0.3", 53),
        entry(UDP, "10.0.0.1", 4000, "10.96.0.10", "10.244.0.2", 54),
        entry(TCP, "10.0.0.1", 4000, "10.96.0.10", "10.244.0.2", 53),
        entry(UDP, "fd00::1", 4000, "fd00:96::10", "fd00:244::2", 53),
        entry(UDP, "fd00::1", 4001, "fd00:96::10", "fd00:244::3", 53));
    ConntrackFilter filter =
        ConntrackFilter.all()
            .protocol(UDP)
            .originalDestination(InetAddr.of("10.96.0.10"))
            .originalDestinationPort(53)
            .replySource(InetAddr.of("10.244.0.2"))
            .replySourcePort(53);

    List<ConntrackEntry> fromKernel =
        connection.dump(out -> ConntrackCodec.writeDump(out, filter), ConntrackCodec::decode);
    assertEquals(List.of(wanted.original()), originals(fromKernel));
    assertEquals(List.of(wanted.original()), originals(conntrack.list(filter)));
    assertEquals(5, conntrack.list(ConntrackFilter.all().family(InetFamily.IPV4)).size());
    assertEquals(
        5, conntrack.list(ConntrackFilter.all().originalDestinationPort(53).protocol(UDP)).size());
    assertEquals(6, conntrack.list(ConntrackFilter.all().originalDestinationPort(53)).size());
    assertEquals(
        1, conntrack.list(ConntrackFilter.all().replySource(InetAddr.of("fd00:244::2"))).size());
  }

  @Test
  void anEntryIsDeletedByItsTuple() {
    ConntrackEntry one = entry(UDP, "10.0.0.1", 4000, "10.96.0.10", "10.244.0.2", 53);
    ConntrackEntry two = entry(UDP, "fd00::1", 4000, "fd00:96::10", "fd00:244::2", 53);
    insert(one, two);
    assertTrue(conntrack.delete(one.original()));
    assertFalse(conntrack.delete(one.original()));
    assertEquals(List.of(two.original()), originals(conntrack.list(ConntrackFilter.all())));
  }

  @Test
  void batchesDeleteWhatIsThereAndPassOverWhatIsNot() {
    List<ConntrackEntry> entries = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      entries.add(entry(UDP, "10.0.0.1", 1024 + i, "10.96.0.10", "10.244.0.2", 53));
    }
    insert(entries.toArray(ConntrackEntry[]::new));
    List<ConntrackEntry> found = conntrack.list(ConntrackFilter.all().protocol(UDP));
    assertEquals(5_000, found.size());
    assertEquals(4_000, conntrack.deleteAll(found.subList(0, 4_000)));
    assertEquals(1_000, conntrack.deleteAll(found));
    assertEquals(List.of(), conntrack.list(ConntrackFilter.all()));
  }

  @Test
  void anEntryThatTookTheTupleOfAnotherIsNotDeletedForIt() {
    ConntrackEntry one = entry(UDP, "10.0.0.1", 4000, "10.96.0.10", "10.244.0.2", 53);
    insert(one);
    List<ConntrackEntry> old = conntrack.list(ConntrackFilter.all());
    ConntrackEntry stranger =
        new ConntrackEntry(one.original(), one.reply(), 0, 0, 0, 0, old.get(0).id() ^ 1);
    assertEquals(0, conntrack.deleteAll(List.of(stranger)));
    assertEquals(1, conntrack.deleteAll(old));
  }

  @ParameterizedTest
  @CsvSource({"10.0.0.1,10.0.0.2,1,8,0", "fd00::1,fd00::2,58,128,129"})
  void echoesAreToldApartByTheirIdentifier(
      String from, String to, int protocol, int request, int answer) {
    ConntrackTuple one = echo(from, to, protocol, new ConntrackTuple.IcmpQuery(7, request, 0));
    ConntrackTuple two = echo(from, to, protocol, new ConntrackTuple.IcmpQuery(8, request, 0));
    for (ConntrackTuple original : List.of(one, two)) {
      int id = original.icmp().orElseThrow().id();
      ConntrackTuple reply = echo(to, from, protocol, new ConntrackTuple.IcmpQuery(id, answer, 0));
      insert(new ConntrackEntry(original, reply, STATUS, 100, 0, 0, 0));
    }
    assertTrue(conntrack.delete(one));
    assertEquals(List.of(two), originals(conntrack.list(ConntrackFilter.all().protocol(protocol))));
  }

  private static ConntrackTuple echo(
      String from, String to, int protocol, ConntrackTuple.IcmpQuery query) {
    return new ConntrackTuple(
        InetAddr.of(from), InetAddr.of(to), protocol, 0, 0, Optional.of(query), 0);
  }
}
