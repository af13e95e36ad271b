// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.ipset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.netlink.InetAddr;
import io.svcrules.netlink.InetFamily;
import io.svcrules.netlink.KernelErrorException;
import io.svcrules.netlink.KernelNamespace;
import io.svcrules.netlink.NetlinkProtocol;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class IpsetKernelTest {

  private static final int TCP = 6;
  private static final int UDP = 17;

  private KernelNamespace namespace;
  private IpsetClient ipset;

  @BeforeEach
  void open() {
    namespace = new KernelNamespace();
    ipset = new IpsetClient(namespace.sockets(NetlinkProtocol.NETFILTER));
  }

  @AfterEach
  void close() {
    // First, so that nothing that went wrong with the client leaves it behind.
    namespace.close();
    ipset.close();
  }

  static Stream<IpsetSpec> specs() {
    return Stream.concat(
        Stream.of(IpsetSpec.ports("P", 0, 65535)),
        Stream.of(IpsetType.values())
            .filter(IpsetType::hasFamily)
            .flatMap(
                type ->
                    Stream.of(InetFamily.values())
                        .map(family -> IpsetSpec.hash("S", type, family))));
  }

  @Test
  void setsOfAnyTypeHaveAnIndex() {
    assertEquals(Map.of(), ipset.indexes());
    ipset.create(IpsetSpec.ports("A", 0, 10));
    namespace.run("ipset", "create", "LIST", "list:set");
    ipset.create(IpsetSpec.ports("B", 0, 10));
    assertEquals(Map.of("A", 0, "LIST", 1, "B", 2), ipset.indexes());
    assertEquals(Map.of("A", "bitmap:port", "LIST", "list:set", "B", "bitmap:port"), ipset.types());
    ipset.destroy("A");
    ipset.rename("B", "C");
    assertEquals(Map.of("LIST", 1, "C", 2), ipset.indexes());
  }

  private static List<IpsetEntry> entries(IpsetType type, boolean ipv4) {
    InetAddr a = InetAddr.of(ipv4 ? "10.0.0.1" : "fd00::1");
    InetAddr b = InetAddr.of(ipv4 ? "10.244.0.7" : "fd00:244::7");
    InetAddr net = InetAddr.of(ipv4 ? "172.16.0.0" : "fd01::");
    return switch (type) {
      case HASH_IP -> List.of(IpsetEntry.ip(a), IpsetEntry.ip(b));
      case HASH_IP_PORT -> List.of(IpsetEntry.ipPort(a, TCP, 80), IpsetEntry.ipPort(a, UDP, 80));
      case HASH_IP_PORT_IP ->
          List.of(IpsetEntry.ipPortIp(a, TCP, 80, b), IpsetEntry.ipPortIp(b, 132, 65535, b));
      case HASH_IP_PORT_NET ->
          List.of(
              IpsetEntry.ipPortNet(a, TCP, 80, net, 16),
              IpsetEntry.ipPortNet(a, UDP, 53, b, ipv4 ? 32 : 128));
      case BITMAP_PORT -> List.of(IpsetEntry.port(0), IpsetEntry.port(30_080));
    };
  }

  @ParameterizedTest
  @MethodSource("specs")
  void setsOfEveryTypeHoldWhatWasAdded(IpsetSpec spec) {
    String name = spec.name();
    boolean ipv4 = spec.family().equals(Optional.of(InetFamily.IPV4));
    List<IpsetEntry> entries = entries(spec.type(), ipv4);
    ipset.create(spec);
    assertTrue(ipset.add(name, entries.get(0)));
    assertFalse(ipset.add(name, entries.get(0)));
    ipset.addAll(name, entries);

    IpsetListing listing = ipset.list(name).orElseThrow();
    assertEquals(spec.type(), listing.spec().type());
    assertEquals(spec.family(), listing.spec().family());
    assertEquals(Set.copyOf(entries), Set.copyOf(listing.entries()));
    assertTrue(ipset.test(name, entries.get(1)));

    String saved = namespace.run("ipset", "save", name);
    assertEquals(1 + entries.size(), saved.lines().count(), saved);
    assertTrue(ipset.delete(name, entries.get(1)));
    assertFalse(ipset.delete(name, entries.get(1)));
    assertFalse(ipset.test(name, entries.get(1)));
    ipset.flush(name);
    assertEquals(List.of(), ipset.list(name).orElseThrow().entries());
    ipset.destroy(name);
    assertEquals(Optional.empty(), ipset.list(name));
  }

  @ParameterizedTest
  @EnumSource(InetFamily.class)
  void optionsAndEntryExtensionsComeBack(InetFamily family) {
    IpsetSpec spec =
        IpsetSpec.hash("S", IpsetType.HASH_IP_PORT, family)
            .sized(2048, 131072)
            .withComments()
            .withTimeout(600);
    IpsetEntry entry =
        entries(IpsetType.HASH_IP_PORT, family == InetFamily.IPV4)
            .get(0)
            .withComment("default/web:http")
            .withTimeout(0);
    ipset.create(spec);
    ipset.add("S", entry);
    assertEquals(new IpsetListing(spec, 0, List.of(entry)), ipset.list("S").orElseThrow());
  }

  @Test
  void whatTheToolMadeIsReadTheSame() {
    namespace.run("ipset", "create", "T", "hash:ip,port,net", "comment");
    namespace.run("ipset", "add", "T", "10.0.0.1,sctp:80,10.1.0.0/16", "comment", "x y");
    IpsetListing listing = ipset.list("T").orElseThrow();
    assertEquals(
        List.of(
            IpsetEntry.ipPortNet(InetAddr.of("10.0.0.1"), 132, 80, InetAddr.of("10.1.0.0"), 16)
                .withComment("x y")),
        listing.entries());
  }

  /** Such a set holds another address than the one that was added. */
  @Test
  void theNetmaskOfASetIsReadAndWritten() {
    namespace.run("ipset", "create", "T", "hash:ip", "netmask", "24");
    namespace.run("ipset", "create", "SIX", "hash:ip", "family", "inet6", "netmask", "64");
    IpsetSpec four = ipset.list("T").orElseThrow().spec();
    assertEquals(24, four.netmask());
    assertEquals(64, ipset.list("SIX").orElseThrow().spec().netmask());
    ipset.create(four.named("U"));
    assertEquals(24, ipset.list("U").orElseThrow().spec().netmask());
    ipset.add("U", IpsetEntry.ip(InetAddr.of("10.0.0.7")));
    assertEquals(
        List.of(IpsetEntry.ip(InetAddr.of("10.0.0.0"))), ipset.list("U").orElseThrow().entries());
  }

  @Test
  void aBigSetIsAddedInFewMessagesAndListedInMany() {
    ipset.create(IpsetSpec.hash("S", IpsetType.HASH_IP_PORT, InetFamily.IPV4).sized(0, 200_000));
    List<IpsetEntry> entries = new ArrayList<>();
    for (int i = 0; i < 60_000; i++) {
      entries.add(IpsetEntry.ipPort(InetAddr.ipv4(0x0a000000 + i), TCP, 80));
    }
    ipset.addAll("S", entries);
    assertEquals(new HashSet<>(entries), Set.copyOf(ipset.list("S").orElseThrow().entries()));
    ipset.deleteAll("S", entries.subList(1, entries.size()));
    assertEquals(entries.subList(0, 1), ipset.list("S").orElseThrow().entries());
  }

  @Test
  void theRefusedEntryOfManyIsNamed() {
    ipset.create(IpsetSpec.ports("P", 30_000, 32_767));
    List<IpsetEntry> entries = new ArrayList<>();
    for (int port = 30_000; port < 32_000; port++) {
      entries.add(IpsetEntry.port(port));
    }
    entries.add(1_700, IpsetEntry.port(80));
    KernelErrorException e =
        assertThrows(KernelErrorException.class, () -> ipset.addAll("P", entries));
    assertEquals(1_700, e.failures().get(0).index());
    assertEquals("IPSET_ERR_HASH_FULL/IPSET_ERR_BITMAP_RANGE", e.failures().get(0).name());
    assertEquals(1_700, ipset.list("P").orElseThrow().entries().size());
  }

  @Test
  void setsAreSwappedAndRenamed() {
    IpsetSpec spec = IpsetSpec.hash("A", IpsetType.HASH_IP, InetFamily.IPV4);
    ipset.create(spec);
    ipset.create(spec.named("B"));
    ipset.add("A", IpsetEntry.ip(InetAddr.of("10.0.0.1")));
    ipset.swap("A", "B");
    assertEquals(1, ipset.list("B").orElseThrow().entries().size());
    ipset.rename("B", "C");
    assertEquals(
        Set.of("A", "C"),
        Set.copyOf(ipset.listHeaders().stream().map(set -> set.spec().name()).toList()));
    assertEquals(1, ipset.listAll().stream().mapToInt(set -> set.entries().size()).sum());
  }

  @Test
  void setsOfOtherTypesArePassedOver() {
    namespace.run("ipset", "create", "LIST", "list:set");
    ipset.create(IpsetSpec.hash("A", IpsetType.HASH_IP, InetFamily.IPV4));
    assertEquals(List.of("A"), ipset.listAll().stream().map(set -> set.spec().name()).toList());
    assertEquals(Optional.empty(), ipset.list("LIST"));
  }

  @Test
  void errorsOfIpsetsOwnHaveTheirNames() {
    assertTrue(ipset.isSupported());
    ipset.create(IpsetSpec.hash("A", IpsetType.HASH_IP, InetFamily.IPV4));
    IpsetEntry commented = IpsetEntry.ip(InetAddr.of("10.0.0.1")).withComment("x");
    KernelErrorException e =
        assertThrows(KernelErrorException.class, () -> ipset.add("A", commented));
    assertEquals("IPSET_ERR_COMMENT", e.failures().get(0).name());
    namespace.run("iptables", "-A", "INPUT", "-m", "set", "--match-set", "A", "src");
    KernelErrorException busy = assertThrows(KernelErrorException.class, () -> ipset.destroy("A"));
    assertEquals("IPSET_ERR_BUSY", busy.failures().get(0).name());
    assertEquals(1, ipset.list("A").orElseThrow().references());
  }
}
