// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.ipvs.RealServer;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.model.IpAddress;
import io.svcrules.model.Manifests;
import io.svcrules.model.Protocol;
import io.svcrules.model.random.LabServices;
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
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is connected stays connected while its real server is drained. */
@Tag("guest")
@ExtendWith(SharedLab.class)
class IpvsConnectionKernelTest {
  private static final ServiceShape SHAPE = ServiceShape.of(Policy.CLUSTER, Policy.CLUSTER);
  private static final int PATIENCE = 10_000;
  private static final int DRAIN_SECONDS = 900;
  private static final int BRIEFLY = 5;

  @ParameterizedTest
  @EnumSource
  void aConnectionOutlivesItsEndpointAndNewOnesGoElsewhere(IpVersion version, SharedLab.Lab lab) {
    Map<ServiceShape, ServiceAddresses> services = lab.newServices(List.of(SHAPE));
    Target target = services.get(SHAPE).target(version, Client.POD, Address.CLUSTER_IP);
    Manifests objects = LabServices.objects(services);
    try (IpvsLabNode node = new IpvsLabNode(lab.traffic(), IptablesVariant.NFT)) {
      load(node, objects);
      Attempt connection =
          Attempt.of(lab.traffic().newOrder(), Transport.TCP_KEPT, target, 1, PATIENCE);
      Answers before = lab.traffic().ask(Place.POD, connection);
      String endpoint = before.who().iterator().next();

      load(node, LabServices.withoutEndpoint(objects, endpoint));
      assertTrue(realServer(node, version, target, endpoint).isDraining());
      assertEquals(before, lab.traffic().ask(Place.POD, connection), "its endpoint is drained");
      Set<String> others = newConnections(lab, target);
      assertFalse(others.contains(endpoint), others::toString);
      assertEquals(3, others.size(), others::toString);

      load(node, objects);
      assertEquals(1, realServer(node, version, target, endpoint).weight());
      assertEquals(before, lab.traffic().ask(Place.POD, connection), "its endpoint is back");
      assertTrue(newConnections(lab, target).contains(endpoint));
    }
  }

  /** The clock is the kernel's: nobody remembers when it began. */
  @ParameterizedTest
  @EnumSource
  void anEndpointGoesAtItsDeadlineWhateverIsConnected(IpVersion version, SharedLab.Lab lab)
      throws InterruptedException {
    Map<ServiceShape, ServiceAddresses> services = lab.newServices(List.of(SHAPE));
    Target target = services.get(SHAPE).target(version, Client.POD, Address.CLUSTER_IP);
    Manifests objects = LabServices.objects(services);
    try (IpvsLabNode node = new IpvsLabNode(lab.traffic(), IptablesVariant.NFT)) {
      load(node, objects);
      Attempt connection =
          Attempt.of(lab.traffic().newOrder(), Transport.TCP_KEPT, target, 1, PATIENCE);
      String endpoint = lab.traffic().ask(Place.POD, connection).who().iterator().next();
      Manifests without = LabServices.withoutEndpoint(objects, endpoint);

      node.load(NodeOptions.DEFAULT, config -> config.drainSeconds(BRIEFLY), without);
      assertTrue(realServer(node, version, target, endpoint).isDraining());
      Thread.sleep(BRIEFLY * 1000L + 1000);
      // A longer time than it was given comes too late.
      load(node, without);
      assertEquals(Optional.empty(), find(node, version, target, endpoint));
      assertEquals(3, newConnections(lab, target).size());
    }
  }

  private static void load(IpvsLabNode node, Manifests objects) {
    node.load(NodeOptions.DEFAULT, config -> config.drainSeconds(DRAIN_SECONDS), objects);
  }

  private static Set<String> newConnections(SharedLab.Lab lab, Target target) {
    Attempt attempt = Attempt.of(lab.traffic().newOrder(), Transport.TCP, target, 12, PATIENCE);
    return lab.traffic().ask(Place.POD, attempt).who();
  }

  private static RealServer realServer(
      IpvsLabNode node, IpVersion version, Target target, String endpoint) {
    return find(node, version, target, endpoint).orElseThrow();
  }

  private static Optional<RealServer> find(
      IpvsLabNode node, IpVersion version, Target target, String endpoint) {
    VirtualServer server =
        node.kernel()
            .read(LabServices.family(version))
            .state()
            .servers()
            .get(
                new VirtualServerKey.Address(
                    Protocol.TCP, IpAddress.parse(target.address()), target.port()));
    return server.realServers().values().stream()
        .filter(real -> real.key().address().equals(IpAddress.parse(endpoint)))
        .findFirst();
  }
}
