// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.netlink.Errno;
import io.svcrules.netlink.InetAddr;
import io.svcrules.netlink.KernelErrorException;
import io.svcrules.netlink.KernelNamespace;
import io.svcrules.netlink.NetlinkProtocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RouteKernelTest {

  private KernelNamespace namespace;
  private RouteClient route;

  @BeforeEach
  void open() {
    namespace = new KernelNamespace();
    route = new RouteClient(namespace.connect(NetlinkProtocol.ROUTE));
  }

  @AfterEach
  void close() {
    // First, so that nothing that went wrong with the client leaves it behind.
    namespace.close();
    route.close();
  }

  @Test
  void aLinkIsMadeSetUpAndDownAndDeleted() {
    // Not every kernel has dummy links; bridges are made the same way.
    route.createLink("kube-ipvs0", "bridge");
    Link link = route.link("kube-ipvs0").orElseThrow();
    assertEquals("bridge", link.kind());
    assertFalse(link.isUp());
    route.setUp(link.index());
    assertTrue(route.link("kube-ipvs0").orElseThrow().isUp());
    assertTrue(namespace.run("ip", "link", "show", "kube-ipvs0").contains("UP"));
    assertEquals(List.of("lo", "kube-ipvs0"), route.links().stream().map(Link::name).toList());
    route.setDown(link.index());
    assertFalse(route.link("kube-ipvs0").orElseThrow().isUp());
    route.deleteLink(link.index());
    assertEquals(Optional.empty(), route.link("kube-ipvs0"));
  }

  @Test
  void aLinkOfAnUnknownKindIsRefusedInTheKernelsWords() {
    KernelErrorException e =
        assertThrows(KernelErrorException.class, () -> route.createLink("a", "no-such-kind"));
    assertTrue(e.is(Errno.EOPNOTSUPP), e::getMessage);
    assertEquals("Unknown device type", e.failures().get(0).text());
  }

  @Test
  void addressesAreAddedListedAndDeletedInBothFamilies() {
    int lo = route.link("lo").orElseThrow().index();
    LinkAddress four = LinkAddress.host(lo, InetAddr.of("10.96.0.1"));
    LinkAddress six =
        new LinkAddress(
            lo,
            InetAddr.of("fd00::1"),
            128,
            0,
            RouteUapi.IFA_F_NODAD | RouteUapi.IFA_F_NOPREFIXROUTE);
    route.addAddress(four);
    route.addAddress(six);
    assertEquals(
        List.of("10.96.0.1", "127.0.0.1", "::1", "fd00::1"),
        new TreeSet<>(route.addresses(lo).stream().map(LinkAddress::address).toList())
            .stream().map(InetAddr::toString).toList());
    LinkAddress listed =
        route.addresses().stream()
            .filter(a -> a.address().equals(six.address()))
            .findFirst()
            .orElseThrow();
    assertEquals(six.flags(), listed.flags() & six.flags());
    assertTrue(namespace.run("ip", "addr").contains("fd00::1/128"));
    KernelErrorException twice =
        assertThrows(KernelErrorException.class, () -> route.addAddress(four));
    assertTrue(twice.is(Errno.EEXIST), twice::getMessage);
    route.deleteAddress(four);
    route.deleteAddress(six);
    assertEquals(2, route.addresses(lo).size());
  }

  @Test
  void manyAddressesGoInOneCallAndTheRefusedOnesAreNamed() {
    int lo = route.link("lo").orElseThrow().index();
    List<LinkAddress> addresses = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      addresses.add(LinkAddress.host(lo, InetAddr.ipv4(0x0a600000 + i)));
    }
    addresses.add(1_000, addresses.get(10));
    addresses.add(addresses.get(20));
    assertEquals(
        List.of(1_000, 3_001), route.addAddresses(addresses).stream().map(f -> f.index()).toList());
    assertEquals(3_002, route.addresses(lo).size());
    assertEquals(2, route.deleteAddresses(addresses).size());
  }

  @Test
  void routesAreListedWithTheirLinksSourcesAndTables() {
    int lo = route.link("lo").orElseThrow().index();
    namespace.run("ip", "addr", "add", "192.0.2.1/24", "dev", "lo");
    namespace.run("ip", "route", "add", "198.51.100.0/24", "dev", "lo", "src", "192.0.2.1");
    namespace.run("ip", "route", "add", "default", "dev", "lo", "metric", "7", "table", "1000");
    namespace.run("ip", "route", "add", "unreachable", "203.0.113.0/24");
    namespace.run(
        "ip", "route", "add", "203.0.114.0/24", "nexthop", "dev", "lo", "nexthop", "dev", "lo");
    namespace.run("ip", "-6", "route", "add", "2001:db8::/32", "dev", "lo");
    List<NetworkRoute> routes = route.routes();
    NetworkRoute plain = to(routes, "198.51.100.0");
    assertEquals(Optional.of(InetAddr.of("192.0.2.1")), plain.source());
    assertEquals(24, plain.prefixLength());
    assertEquals(lo, plain.linkIndex());
    assertEquals(RouteUapi.RT_TABLE_MAIN, plain.table());
    NetworkRoute other = to(routes, "0.0.0.0");
    assertEquals(List.of(0, 1000), List.of(other.prefixLength(), other.table()));
    assertEquals(7, other.priority());
    assertEquals(RouteUapi.RTN_UNREACHABLE, to(routes, "203.0.113.0").type());
    assertEquals(lo, to(routes, "203.0.114.0").linkIndex());
    assertEquals(32, to(routes, "2001:db8::").prefixLength());
    assertEquals(RouteUapi.RTN_LOCAL, to(routes, "192.0.2.1").type());
  }

  private static NetworkRoute to(List<NetworkRoute> routes, String destination) {
    InetAddr address = InetAddr.of(destination);
    return routes.stream()
        .filter(one -> one.destination().equals(address))
        .findFirst()
        .orElseThrow();
  }
}
