// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.netlink.Captured;
import io.svcrules.netlink.InetAddr;
import io.svcrules.netlink.NetlinkConnection;
import io.svcrules.netlink.NetlinkMessage;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CapturedRouteTest {

  private static final int INDEX = 2;

  private static List<NetlinkMessage> sent(Consumer<RouteClient> command) {
    return Captured.sentBy(
        opener -> {
          try (RouteClient route = new RouteClient(new NetlinkConnection(opener))) {
            command.accept(route);
          }
        });
  }

  @Test
  void linksAreMadeAsTheToolMakesThem() {
    Link theirs = RouteCodec.decodeLink(Captured.messages("route/ip-link-add").get(0));
    NetlinkMessage ours = sent(route -> route.createLink("kube-ipvs0", "bridge")).get(0);
    assertEquals(new Link(0, "kube-ipvs0", "bridge", 0, 0), theirs);
    assertEquals(theirs, RouteCodec.decodeLink(ours));
  }

  @Test
  void linksAreSetUpAndDeletedInTheBytesOfTheTool() {
    Captured.assertSame("route/ip-link-up", sent(route -> route.setUp(INDEX)));
    Captured.assertSame("route/ip-link-del", sent(route -> route.deleteLink(INDEX)));
  }

  @Test
  void addressesAreAddedAndDeletedInTheBytesOfTheTool() {
    LinkAddress four = LinkAddress.host(INDEX, InetAddr.of("10.96.0.1"));
    LinkAddress six =
        new LinkAddress(
            INDEX,
            InetAddr.of("fd00::1"),
            128,
            RouteUapi.RT_SCOPE_UNIVERSE,
            RouteUapi.IFA_F_NODAD | RouteUapi.IFA_F_NOPREFIXROUTE);
    Captured.assertSame("route/ip-addr-add", sent(route -> route.addAddress(four)));
    Captured.assertSame("route/ip-addr-add-6", sent(route -> route.addAddress(six)));
    Captured.assertSame("route/ip-addr-del", sent(route -> route.deleteAddress(four)));
  }

  @Test
  void whatNobodyKnowsYetIsPassedOver() {
    for (NetlinkMessage link : Captured.messages("route/kernel-links")) {
      assertEquals(
          RouteCodec.decodeLink(link),
          RouteCodec.decodeLink(Captured.fromTheFuture(link, RouteUapi.SIZEOF_IFINFOMSG)));
    }
    for (NetlinkMessage address : Captured.messages("route/kernel-addresses")) {
      assertEquals(
          RouteCodec.decodeAddress(address),
          RouteCodec.decodeAddress(Captured.fromTheFuture(address, RouteUapi.SIZEOF_IFADDRMSG)));
    }
  }

  @Test
  void linksAndAddressesOfTheKernelAreRead() {
    assertEquals(
        List.of("lo", "kube-ipvs0"),
        Captured.messages("route/kernel-links").stream()
            .map(message -> RouteCodec.decodeLink(message).name())
            .toList());
    assertEquals(
        List.of("127.0.0.1/8", "10.96.0.1/32", "::1/128", "fd00::1/128"),
        Captured.messages("route/kernel-addresses").stream()
            .map(RouteCodec::decodeAddress)
            .filter(address -> !address.address().toString().startsWith("fe80"))
            .map(address -> address.address() + "/" + address.prefixLength())
            .toList());
  }
}
