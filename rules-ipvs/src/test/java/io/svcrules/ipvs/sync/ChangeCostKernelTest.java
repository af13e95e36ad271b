// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.kernel.CommandRunner;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.NftPacketFilter;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.iptables.kernel.ProcessRunner;
import io.svcrules.iptables.kernel.nft.OwnCommits;
import io.svcrules.iptables.lab.CountedSockets;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.kernel.KernelNode;
import io.svcrules.ipvs.kernel.NetlinkIpvsTable;
import io.svcrules.model.AddressType;
import io.svcrules.model.EndpointConditions;
import io.svcrules.model.EndpointPort;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.Node;
import io.svcrules.model.Protocol;
import io.svcrules.model.Service;
import io.svcrules.model.ServicePort;
import io.svcrules.model.SliceEndpoint;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.sync.ClusterChange;
import io.svcrules.netlink.jnr.JnrSocketOpener;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is said to a real kernel for a change: as little as can be. */
@Tag("guest")
class ChangeCostKernelTest {
  private final KernelNode node = KernelNode.create(IptablesVariant.NFT);
  private final CommandRunner runner = new ProcessRunner();
  private final CountedSockets sockets = new CountedSockets();
  private final NetlinkIpvsTable table =
      node.inside(
          () ->
              NetlinkIpvsTable.open(
                  this::rules, protocol -> sockets.of(JnrSocketOpener.of(protocol))));
  private int rulesAsked;

  @AfterEach
  void close() {
    table.close();
    node.close();
  }

  private PacketFilter rules(IpFamily family) {
    rulesAsked++;
    return NftPacketFilter.ofProcess(family, runner, new OwnCommits());
  }

  private static EndpointSlice slice(int endpoints) {
    return new EndpointSlice(
        new NamespacedName("default", "web"),
        Map.of(EndpointSlice.SERVICE_NAME_LABEL, "web"),
        AddressType.IPV4,
        List.of(new EndpointPort("", Protocol.TCP, 8080)),
        IntStream.range(0, endpoints)
            .mapToObj(i -> IpAddress.ofIpv4((10 << 24) + (128 << 16) + i + 1))
            .map(address -> SliceEndpoint.of(address, EndpointConditions.READY, "node-2"))
            .toList());
  }

  private IpvsSyncer syncer(int drainSeconds) {
    IpvsSyncer syncer =
        new IpvsSyncer(
            table,
            List.of(IpFamily.IPV4),
            Node.named("node-1"),
            IpvsSyncSettings.of(
                ResolveOptions.DEFAULT, IpvsConfig.builder().drainSeconds(drainSeconds).build()));
    Service web =
        Service.builder("default", "web")
            .clusterIps(List.of(IpAddress.parse("10.96.0.1")))
            .port(ServicePort.of("", Protocol.TCP, 80))
            .build();
    syncer.add(
        new ClusterChange.Replace(new Manifests(List.of(web), List.of(slice(3)), List.of())));
    sync(syncer);
    return syncer;
  }

  private void sync(IpvsSyncer syncer) {
    IpvsSyncReport report = node.inside(syncer::sync);
    assertTrue(report.isComplete(), report::toString);
  }

  /** Changes endpoints, which takes so many datagrams there and back. */
  private void assertCost(IpvsSyncer syncer, int endpoints, int sent, int received) {
    int opened = sockets.opened();
    int sentBefore = sockets.sent();
    int receivedBefore = sockets.received();
    int asked = rulesAsked;
    syncer.add(new ClusterChange.SetSlice(slice(endpoints)));
    sync(syncer);
    assertEquals(sent, sockets.sent() - sentBefore, "sent");
    assertEquals(received, sockets.received() - receivedBefore, "received");
    assertEquals(opened, sockets.opened(), "no socket is opened");
    assertEquals(asked, rulesAsked, "rules are none of it");
  }

  @Test
  void oneMoreRealServerIsOneRequestAndItsAcknowledgement() {
    assertCost(syncer(900), 4, 1, 1);
  }

  @Test
  void tenMoreAreStillOneRequest() {
    assertCost(syncer(900), 13, 1, 1);
  }

  @Test
  void oneLessIsALookAtConnectionsBesides() {
    // The real servers and the end of the dump come apart.
    assertCost(syncer(900), 2, 2, 3);
  }

  @Test
  void oneLessThatIsNotDrainedIsOneRequestAndItsAcknowledgement() {
    assertCost(syncer(0), 2, 1, 1);
  }
}
