// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.ipvs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.netlink.Captured;
import io.svcrules.netlink.InetAddr;
import io.svcrules.netlink.InetFamily;
import io.svcrules.netlink.NetlinkMessage;
import io.svcrules.netlink.NetlinkRequest;
import io.svcrules.netlink.generic.GenericUapi;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CapturedIpvsTest {

  /** The number that the family had where the fixtures were captured. */
  private static final IpvsCodec CODEC = new IpvsCodec(0x20);

  private static final IpvsServiceKey FOUR = IpvsServiceKey.of(6, InetAddr.of("10.96.0.1"), 443);
  private static final IpvsServiceKey SIX = IpvsServiceKey.of(17, InetAddr.of("fd00:96::1"), 53);
  private static final IpvsServiceKey MARK = IpvsServiceKey.ofFirewallMark(InetFamily.IPV4, 7);

  private static void assertWritten(String fixture, NetlinkRequest request) {
    Captured.assertSame("ipvs/" + fixture, List.of(Captured.written(request)));
  }

  private static void assertWritten(String fixture, IpvsCommand command) {
    assertWritten(fixture, out -> CODEC.write(out, command));
  }

  @Test
  void servicesAreAddedAndEditedInTheBytesOfIpvsadm() {
    assertWritten("add-service", IpvsCommand.add(IpvsService.of(FOUR, "rr").persistent(10800)));
    assertWritten(
        "add-service-6",
        IpvsCommand.add(IpvsService.of(SIX, "mh").withFlags(IpvsUapi.IP_VS_SVC_F_SCHED1)));
    assertWritten("add-service-mark", IpvsCommand.add(IpvsService.of(MARK, "wlc")));
    assertWritten("edit-service", IpvsCommand.edit(IpvsService.of(FOUR, "wrr")));
  }

  @Test
  void timeoutsAndFlushAreInTheBytesOfIpvsadm() {
    assertWritten("set-timeouts", out -> CODEC.writeTimeouts(out, new IpvsTimeouts(7200, 60, 240)));
    assertWritten("flush", out -> CODEC.writeBare(out, IpvsUapi.IPVS_CMD_FLUSH));
  }

  /** ipvsadm writes empty settings of the service and a kind of tunnel too. */
  @Test
  void destinationsOfIpvsadmAreTheSameDestinations() {
    IpvsDestination four = IpvsDestination.of(InetAddr.of("10.244.0.1"), 6443, 3);
    IpvsDestination six =
        new IpvsDestination(
            InetAddr.of("fd00:244::1"), 53, ForwardingMethod.MASQUERADE, 1, 100, 50);
    assertSameDestination("add-destination", IpvsCommand.add(FOUR, four));
    assertSameDestination("add-destination-6", IpvsCommand.add(SIX, six));
    assertSameDestination("edit-destination", IpvsCommand.edit(FOUR, four.withWeight(0)));
  }

  private static void assertSameDestination(String fixture, IpvsCommand command) {
    NetlinkMessage theirs = Captured.messages("ipvs/" + fixture).get(0);
    NetlinkMessage ours = Captured.written(out -> CODEC.write(out, command));
    assertEquals(theirs.u8(0), ours.u8(0));
    for (NetlinkMessage message : List.of(theirs, ours)) {
      assertEquals(command.key(), IpvsCodec.decodeService(message).service().key());
      assertEquals(
          command.destination().orElseThrow(),
          IpvsCodec.decodeDestination(message, InetFamily.IPV4).destination());
    }
  }

  @Test
  void deletionsOfIpvsadmNameTheSame() {
    NetlinkMessage service = Captured.messages("ipvs/delete-service").get(0);
    assertEquals(FOUR, IpvsCodec.decodeService(service).service().key());
    NetlinkMessage ours = Captured.written(out -> CODEC.write(out, IpvsCommand.delete(FOUR)));
    assertEquals(service.u8(0), ours.u8(0));
    NetlinkMessage destination = Captured.messages("ipvs/delete-destination").get(0);
    assertEquals(IpvsCommand.Verb.DEL_DEST.number(), destination.u8(0));
  }

  @Test
  void whatTheKernelListsIsRead() {
    List<NetlinkMessage> messages = Captured.messages("ipvs/kernel-services");
    assertEquals(new IpvsInfo(0x010201, 4096), IpvsCodec.decodeInfo(messages.get(0)));
    Set<IpvsService> services =
        messages.subList(1, 4).stream()
            .map(message -> IpvsCodec.decodeService(message).service())
            .collect(Collectors.toSet());
    assertEquals(
        Set.of(
            IpvsService.of(FOUR, "wrr"),
            IpvsService.of(SIX, "mh").withFlags(IpvsUapi.IP_VS_SVC_F_SCHED1),
            IpvsService.of(MARK, "wlc")),
        services);
    IpvsDestinationStatus destination =
        IpvsCodec.decodeDestination(messages.get(4), InetFamily.IPV4);
    assertEquals(
        new IpvsDestinationStatus(
            IpvsDestination.of(InetAddr.of("10.244.0.1"), 6443, 0), 0, 0, 0, IpvsStats.none()),
        destination);
  }

  @Test
  void whatNobodyKnowsYetIsPassedOver() {
    List<NetlinkMessage> messages = Captured.messages("ipvs/kernel-services");
    List<NetlinkMessage> later =
        messages.stream()
            .map(message -> Captured.fromTheFuture(message, GenericUapi.SIZEOF_GENLMSGHDR))
            .toList();
    assertEquals(IpvsCodec.decodeInfo(messages.get(0)), IpvsCodec.decodeInfo(later.get(0)));
    for (int i = 1; i < 4; i++) {
      assertEquals(IpvsCodec.decodeService(messages.get(i)), IpvsCodec.decodeService(later.get(i)));
    }
    assertEquals(
        IpvsCodec.decodeDestination(messages.get(4), InetFamily.IPV4),
        IpvsCodec.decodeDestination(later.get(4), InetFamily.IPV4));
  }
}
