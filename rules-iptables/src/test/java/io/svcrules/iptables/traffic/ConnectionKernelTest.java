// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.model.Manifests;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is connected stays connected, to the same endpoint, whatever happens to rules. */
final class ConnectionKernelTest extends LabFixture {
  private static final ServiceShape SHAPE = ServiceShape.of(Policy.CLUSTER, Policy.CLUSTER);
  private static final int PATIENCE = 5_000;
  private static final int MANY = 200;

  static Stream<Arguments> all() {
    return Stream.of(Variant.values())
        .flatMap(
            variant ->
                Stream.of(IpVersion.values())
                    .flatMap(
                        version ->
                            Stream.of(Transport.TCP_KEPT, Transport.UDP_KEPT)
                                .map(transport -> Arguments.of(variant, version, transport))));
  }

  @ParameterizedTest(name = "{0}, {1}, {2}")
  @MethodSource("all")
  void aConnectionOutlivesChangesOfRules(Variant variant, IpVersion version, Transport transport) {
    Map<ServiceShape, ServiceAddresses> services =
        newServices(List.of(SHAPE, ServiceShape.of(Policy.CLUSTER, Policy.LOCAL)));
    ServiceAddresses service = services.get(SHAPE);
    Manifests objects = LabServices.objects(services);
    LabNode node = new LabNode(lab(), variant);
    node.load(NodeOptions.DEFAULT, objects);
    Target target = service.target(version, Client.POD, Address.CLUSTER_IP);
    Attempt connection = Attempt.of(lab().newOrder(), transport, target, 1, PATIENCE);
    Answers before = lab().ask(Place.POD, connection);
    String endpoint = before.who().iterator().next();
    String other = anotherThan(endpoint, version, target);

    node.rewrite(NodeOptions.DEFAULT, objects);
    assertEquals(before, lab().ask(Place.POD, connection), "the same rules again");
    node.apply(NodeOptions.DEFAULT, LabServices.objects(only(services, SHAPE)));
    assertEquals(before, lab().ask(Place.POD, connection), "another service is gone");
    node.apply(NodeOptions.DEFAULT, LabServices.withoutEndpoint(objects, other));
    assertEquals(before, lab().ask(Place.POD, connection), "another endpoint is gone");
    assertFalse(newConnections(target).contains(other), "nobody goes where no endpoint is");
    node.apply(NodeOptions.DEFAULT, LabServices.withoutEndpoint(objects, endpoint));
    assertEquals(before, lab().ask(Place.POD, connection), "its own endpoint is gone");
    assertFalse(newConnections(target).contains(endpoint), "nobody else goes there");
  }

  private String anotherThan(String endpoint, IpVersion version, Target target) {
    List<String> all = newConnections(target);
    assertEquals(4, all.size(), version + " endpoints before any is gone");
    assertTrue(all.contains(endpoint), all::toString);
    return all.stream().filter(one -> !one.equals(endpoint)).findFirst().orElseThrow();
  }

  private List<String> newConnections(Target target) {
    Attempt attempt = Attempt.of(lab().newOrder(), Transport.TCP, target, MANY, PATIENCE);
    return List.copyOf(lab().ask(Place.POD, attempt).who());
  }

  private static Map<ServiceShape, ServiceAddresses> only(
      Map<ServiceShape, ServiceAddresses> services, ServiceShape shape) {
    Map<ServiceShape, ServiceAddresses> one = new LinkedHashMap<>();
    one.put(shape, services.get(shape));
    return one;
  }
}
