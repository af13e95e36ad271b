// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.ipvs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.netlink.Errno;
import io.svcrules.netlink.InetAddr;
import io.svcrules.netlink.InetFamily;
import io.svcrules.netlink.KernelErrorException;
import io.svcrules.netlink.KernelNamespace;
import io.svcrules.netlink.NetlinkProtocol;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Against a kernel that has IPVS: the guest kernel, not every machine's own. */
@Tag("guest")
class IpvsKernelTest {

  private static final int TCP = 6;
  private static final int UDP = 17;

  private KernelNamespace namespace;
  private IpvsClient ipvs;

  @BeforeEach
  void open() {
    namespace = new KernelNamespace();
    ipvs = IpvsClient.find(namespace.connect(NetlinkProtocol.GENERIC)).orElseThrow();
  }

  @AfterEach
  void close() {
    // First, so that nothing that went wrong with the client leaves it behind.
    namespace.close();
    ipvs.close();
  }

  private static IpvsServiceKey key(int protocol, String address, int port) {
    return IpvsServiceKey.of(protocol, InetAddr.of(address), port);
  }

  private static IpvsDestination destination(String address, int port, int weight) {
    return IpvsDestination.of(InetAddr.of(address), port, weight);
  }

  private List<IpvsService> services() {
    return ipvs.services().stream().map(IpvsServiceStatus::service).toList();
  }

  private List<IpvsDestination> destinations(IpvsServiceKey key) {
    return ipvs.destinations(key).stream().map(IpvsDestinationStatus::destination).toList();
  }

  @Test
  void servicesAreFoundAsTheyWereAdded() {
    List<IpvsService> all =
        List.of(
            IpvsService.of(key(TCP, "10.96.0.1", 443), "rr"),
            IpvsService.of(key(UDP, "10.96.0.10", 53), "wlc")
                .withFlags(IpvsUapi.IP_VS_SVC_F_ONEPACKET),
            IpvsService.of(key(132, "10.96.0.11", 5000), "mh")
                .withFlags(IpvsUapi.IP_VS_SVC_F_SCHED1),
            IpvsService.of(key(TCP, "fd00:96::1", 443), "sh").persistent(10800),
            IpvsService.of(IpvsServiceKey.ofFirewallMark(InetFamily.IPV4, 7), "rr").persistent(60),
            IpvsService.of(IpvsServiceKey.ofFirewallMark(InetFamily.IPV6, 8), "lc"));
    assertEquals(List.of(), ipvs.executeAll(all.stream().map(IpvsCommand::add).toList()));
    assertEquals(List.copyOf(new HashSet<>(all)).size(), services().size());
    for (IpvsService service : all) {
      assertEquals(
          Optional.of(service), ipvs.service(service.key()).map(IpvsServiceStatus::service));
    }
    assertEquals(new HashSet<>(all), new HashSet<>(services()));
  }

  @Test
  void servicesAreEditedInPlaceAndDeleted() {
    IpvsServiceKey key = key(TCP, "10.96.0.1", 443);
    ipvs.execute(IpvsCommand.add(IpvsService.of(key, "rr").persistent(100)));
    ipvs.execute(IpvsCommand.add(key, destination("10.244.0.1", 6443, 1)));
    IpvsService edited = IpvsService.of(key, "wrr");
    ipvs.execute(IpvsCommand.edit(edited));
    assertEquals(List.of(edited), services());
    assertEquals(1, destinations(key).size());
    ipvs.execute(IpvsCommand.delete(key));
    assertEquals(List.of(), services());
    assertEquals(Optional.empty(), ipvs.service(key));
    assertEquals(List.of(), destinations(key));
  }

  @Test
  void destinationsAreAddedEditedAndDeletedInBothFamilies() {
    for (String[] row :
        new String[][] {
          {"10.96.0.1", "10.244.0.1", "10.244.0.2"}, {"fd00:96::1", "fd00:244::1", "fd00:244::2"}
        }) {
      IpvsServiceKey key = key(TCP, row[0], 80);
      IpvsDestination one = destination(row[1], 8080, 1);
      IpvsDestination two =
          new IpvsDestination(InetAddr.of(row[2]), 8080, ForwardingMethod.MASQUERADE, 7, 100, 50);
      ipvs.execute(IpvsCommand.add(IpvsService.of(key, "rr")));
      ipvs.execute(IpvsCommand.add(key, one));
      ipvs.execute(IpvsCommand.add(key, two));
      assertEquals(Set.of(one, two), Set.copyOf(destinations(key)));
      ipvs.execute(IpvsCommand.edit(key, one.withWeight(0)));
      assertTrue(destinations(key).contains(one.withWeight(0)));
      ipvs.execute(IpvsCommand.delete(key, one));
      assertEquals(List.of(two), destinations(key));
      KernelErrorException e =
          assertThrows(KernelErrorException.class, () -> ipvs.execute(IpvsCommand.add(key, two)));
      assertTrue(e.is(Errno.EEXIST), e::getMessage);
    }
  }

  @Test
  void theToolSeesWhatWasAdded() {
    IpvsServiceKey key = key(TCP, "10.96.0.1", 443);
    ipvs.execute(IpvsCommand.add(IpvsService.of(key, "rr").persistent(10800)));
    ipvs.execute(IpvsCommand.add(key, destination("10.244.0.1", 6443, 3)));
    assertEquals(
        "-A -t 10.96.0.1:443 -s rr -p 10800\n-a -t 10.96.0.1:443 -r 10.244.0.1:6443 -m -w 3\n",
        namespace.run("ipvsadm", "-Sn"));
  }

  @Test
  void refusedCommandsOfManyAreNamedAndTheOthersAreDone() {
    List<IpvsCommand> commands = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      IpvsServiceKey key = IpvsServiceKey.of(TCP, InetAddr.ipv4(0x0a600000 + i), 80);
      commands.add(IpvsCommand.add(IpvsService.of(key, "rr")));
      commands.add(IpvsCommand.add(key, destination("10.244.0.1", 80, 1)));
    }
    commands.add(500, commands.get(0));
    commands.add(IpvsCommand.delete(key(TCP, "10.1.1.1", 1)));
    assertEquals(
        List.of("request 500: EEXIST", "request 2001: ESRCH"),
        ipvs.executeAll(commands).stream().map(Object::toString).toList());
    assertEquals(1_000, ipvs.services().size());
  }

  @Test
  void timeoutsAreSetWhereTheyAreNotZero() {
    ipvs.setTimeouts(new IpvsTimeouts(7200, 60, 240));
    ipvs.setTimeouts(new IpvsTimeouts(0, 90, 0));
    assertEquals(new IpvsTimeouts(7200, 90, 240), ipvs.timeouts());
  }

  @Test
  void versionCountersAndFlush() {
    assertTrue(ipvs.info().version() >= 0x010201);
    assertTrue(ipvs.info().connectionTableSize() > 0);
    IpvsServiceKey key = key(TCP, "127.0.0.1", 8080);
    ipvs.execute(IpvsCommand.add(IpvsService.of(key, "rr")));
    assertEquals(IpvsStats.none(), ipvs.services().get(0).stats());
    ipvs.zero(key);
    ipvs.flush();
    assertEquals(List.of(), ipvs.services());
  }
}
