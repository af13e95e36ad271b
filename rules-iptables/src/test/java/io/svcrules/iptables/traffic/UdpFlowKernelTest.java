// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.flow.StaleFlows;
import io.svcrules.iptables.kernel.flow.FlowCleaner;
import io.svcrules.iptables.kernel.flow.ForgottenFlows;
import io.svcrules.iptables.kernel.flow.NetlinkFlowTable;
import io.svcrules.model.Manifests;
import io.svcrules.model.random.LabServices;
import io.svcrules.netlink.NetlinkProtocol;
import io.svcrules.netlink.jnr.JnrSocketOpener;
import io.svcrules.testdata.traffic.Address;
import io.svcrules.testdata.traffic.Answers;
import io.svcrules.testdata.traffic.Attempt;
import io.svcrules.testdata.traffic.Client;
import io.svcrules.testdata.traffic.IpVersion;
import io.svcrules.testdata.traffic.NodeOptions;
import io.svcrules.testdata.traffic.Place;
import io.svcrules.testdata.traffic.Policy;
import io.svcrules.testdata.traffic.ServiceAddresses;
import io.svcrules.testdata.traffic.ServiceShape;
import io.svcrules.testdata.traffic.Target;
import io.svcrules.testdata.traffic.Transport;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that go on sending from one port are served, whatever happens to endpoints. */
final class UdpFlowKernelTest extends LabFixture {
  private static final ServiceShape SHAPE = ServiceShape.of(Policy.CLUSTER, Policy.CLUSTER);
  private static final Manifests NOTHING = new Manifests(List.of(), List.of(), List.of());
  private static final int PATIENCE = 5_000;

  static Stream<Arguments> all() {
    return Stream.of(IpVersion.values())
        .flatMap(
            version ->
                Stream.of(Address.CLUSTER_IP, Address.NODE_PORT)
                    .map(address -> Arguments.of(version, address)));
  }

  private ForgottenFlows clean(IpVersion version, Manifests before, Manifests after) {
    String namespace = lab().at(Place.NODE_1).get(3);
    NetlinkFlowTable table =
        new NetlinkFlowTable(
            JnrSocketOpener.of(NetlinkProtocol.NETFILTER).inNamespace(namespace),
            JnrSocketOpener.of(NetlinkProtocol.ROUTE).inNamespace(namespace));
    StaleFlows stale =
        StaleFlows.of(
            LabNode.compile(version, NodeOptions.DEFAULT, before).ruleset(),
            LabNode.resolve(version, after),
            LabNode.compile(version, NodeOptions.DEFAULT, after),
            Set.of());
    ForgottenFlows found = new FlowCleaner(table).find(stale);
    ForgottenFlows cleaned = new FlowCleaner(table).clean(stale);
    assertEquals(found, cleaned, "what is shown is what is done");
    return cleaned;
  }

  private String ask(Attempt flow) {
    Answers answers = lab().ask(Place.POD, flow);
    assertEquals(1, answers.who().size(), answers::toString);
    return answers.who().iterator().next();
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("all")
  void aFlowMovesToALiveEndpoint(IpVersion version, Address address) {
    Map<ServiceShape, ServiceAddresses> services = newServices(List.of(SHAPE));
    Manifests objects = LabServices.objects(services);
    LabNode node = new LabNode(lab(), Variant.NFT);
    node.load(NodeOptions.DEFAULT, objects);
    Target target = services.get(SHAPE).target(version, Client.POD, address);
    Attempt flow = Attempt.of(lab().newOrder(), Transport.UDP_KEPT, target, 1, PATIENCE);
    Attempt another = Attempt.of(lab().newOrder(), Transport.TCP_KEPT, target, 1, PATIENCE);
    String endpoint = ask(flow);
    String ofAnother = ask(another);
    assertEquals(0, clean(version, objects, objects).count(), "flows to live endpoints stay");

    Manifests without = LabServices.withoutEndpoint(objects, endpoint);
    node.rewrite(NodeOptions.DEFAULT, without);
    assertEquals(endpoint, ask(flow), "rules alone do not move it");
    assertEquals(1, clean(version, objects, without).count());
    String next = ask(flow);
    assertFalse(next.equals(endpoint), next);
    assertTrue(next.contains(":244:") || next.startsWith("10.244."), next);
    assertEquals(ofAnother, ask(another), "TCP is never touched");
    assertEquals(0, clean(version, without, without).count());
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("all")
  void theSyncerMovesAFlow(IpVersion version, Address address) {
    Map<ServiceShape, ServiceAddresses> services = newServices(List.of(SHAPE));
    Manifests objects = LabServices.objects(services);
    new LabNode(lab(), Variant.NFT).load(NodeOptions.DEFAULT, NOTHING);
    try (LabSyncer syncer = new LabSyncer(lab(), version)) {
      syncer.replace(objects);
      Target target = services.get(SHAPE).target(version, Client.POD, address);
      Attempt flow = Attempt.of(lab().newOrder(), Transport.UDP_KEPT, target, 1, PATIENCE);
      String endpoint = ask(flow);
      assertEquals(0, syncer.change(objects, objects).forgotten().count());
      assertEquals(endpoint, ask(flow));
      Manifests without = LabServices.withoutEndpoint(objects, endpoint);
      assertEquals(1, syncer.change(objects, without).forgotten().count());
      String next = ask(flow);
      assertFalse(next.equals(endpoint), next);
      assertTrue(next.contains(":244:") || next.startsWith("10.244."), next);
    }
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("all")
  void aFlowThatCameBeforeItsServiceReachesIt(IpVersion version, Address address) {
    Map<ServiceShape, ServiceAddresses> services = newServices(List.of(SHAPE));
    Manifests objects = LabServices.objects(services);
    Target target = services.get(SHAPE).target(version, Client.POD, address);
    boolean routed = address == Address.CLUSTER_IP;
    Attempt flow =
        Attempt.of(lab().newOrder(), Transport.UDP_KEPT, target, 1, routed ? PATIENCE : 300);
    LabNode node = new LabNode(lab(), Variant.NFT);
    node.load(NodeOptions.DEFAULT, NOTHING);
    String nobody = ask(flow);
    assertFalse(nobody.startsWith("10.244."), nobody);
    node.rewrite(NodeOptions.DEFAULT, objects);
    assertEquals(1, clean(version, NOTHING, objects).count());
    String served = ask(flow);
    assertTrue(served.contains(":244:") || served.startsWith("10.244."), served);
  }
}
