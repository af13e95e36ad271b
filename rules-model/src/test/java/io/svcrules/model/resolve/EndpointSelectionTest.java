// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

import static io.svcrules.model.resolve.ResolveFixture.HTTP;
import static io.svcrules.model.resolve.ResolveFixture.notReady;
import static io.svcrules.model.resolve.ResolveFixture.only;
import static io.svcrules.model.resolve.ResolveFixture.ready;
import static io.svcrules.model.resolve.ResolveFixture.slice;
import static io.svcrules.model.resolve.ResolveFixture.terminating;
import static io.svcrules.model.resolve.ResolveFixture.texts;
import static io.svcrules.model.resolve.ResolveFixture.web;
import static io.svcrules.model.resolve.ResolveFixture.zoned;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.model.EndpointConditions;
import io.svcrules.model.ServiceBuilder;
import io.svcrules.model.ServiceType;
import io.svcrules.model.SliceEndpoint;
import io.svcrules.model.TrafficPolicy;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class EndpointSelectionTest {
  private static final String A = "10.244.1.1:8080";
  private static final String B = "10.244.1.2:8080";
  private static final String C = "10.244.1.3:8080";

  private static ServiceBuilder plain() {
    return web().port(HTTP);
  }

  private static ServiceBuilder internalLocal() {
    return plain().internalTrafficPolicy(TrafficPolicy.LOCAL);
  }

  private static ServiceBuilder externalLocal() {
    return web()
        .type(ServiceType.NODE_PORT)
        .externalTrafficPolicy(TrafficPolicy.LOCAL)
        .port(HTTP.withNodePort(30080));
  }

  private static EndpointSelection select(ServiceBuilder service, SliceEndpoint... endpoints) {
    return only(service, slice("a", endpoints)).endpoints();
  }

  private static void assertSelected(
      EndpointSelection chosen,
      List<String> cluster,
      List<String> local,
      List<String> reachable,
      boolean any) {
    assertEquals(cluster, texts(chosen.cluster()), "cluster");
    assertEquals(local, texts(chosen.local()), "local");
    assertEquals(reachable, texts(chosen.reachable()), "reachable");
    assertEquals(any, chosen.any(), "any");
  }

  @Test
  void withoutEndpointsThereIsNothing() {
    for (ServiceBuilder service : List.of(plain(), internalLocal(), externalLocal())) {
      assertSelected(select(service), List.of(), List.of(), List.of(), false);
    }
  }

  @Test
  void readyEndpointsServeTheCluster() {
    EndpointSelection chosen =
        select(
            plain(),
            ready("10.244.1.1", "node-1"),
            notReady("10.244.1.2", "node-1"),
            terminating("10.244.1.3", "node-2"));
    assertSelected(chosen, List.of(A), List.of(), List.of(A), true);
  }

  @Test
  void whatAnswersWithoutBeingChosenIsKnown() {
    EndpointSelection chosen =
        select(
            plain(),
            ready("10.244.1.1", "node-1"),
            notReady("10.244.1.2", "node-1"),
            terminating("10.244.1.3", "node-2"));
    assertEquals(List.of(A, C), texts(chosen.serving()));
  }

  @Test
  void ifNoneIsReadyThoseServeThatTerminate() {
    EndpointSelection chosen =
        select(plain(), terminating("10.244.1.1", "node-2"), notReady("10.244.1.2", "node-1"));
    assertSelected(chosen, List.of(A), List.of(), List.of(A), true);
  }

  static Stream<EndpointConditions> useless() {
    return Stream.of(
        new EndpointConditions(false, false, false),
        new EndpointConditions(false, false, true),
        // Serving alone is neither ready nor on the way out.
        new EndpointConditions(false, true, false));
  }

  @ParameterizedTest
  @MethodSource("useless")
  void allOthersNeverServe(EndpointConditions conditions) {
    SliceEndpoint endpoint =
        SliceEndpoint.of(ResolveFixture.ip("10.244.1.1"), conditions, "node-1");
    for (ServiceBuilder service : List.of(plain(), internalLocal(), externalLocal())) {
      assertSelected(select(service, endpoint), List.of(), List.of(), List.of(), false);
    }
  }

  @Test
  void aReadyEndpointServesWhateverElseItSays() {
    EndpointConditions odd = new EndpointConditions(true, false, true);
    SliceEndpoint endpoint = SliceEndpoint.of(ResolveFixture.ip("10.244.1.1"), odd, "node-1");
    assertSelected(select(plain(), endpoint), List.of(A), List.of(), List.of(A), true);
  }

  @Test
  void internalPolicyLocalUsesThisNodeAlone() {
    EndpointSelection chosen =
        select(internalLocal(), ready("10.244.1.1", "node-1"), ready("10.244.1.2", "node-2"));
    assertSelected(chosen, List.of(), List.of(A), List.of(A), true);
  }

  @Test
  void endpointsElsewhereCountEvenIfNoneServesHere() {
    assertSelected(
        select(internalLocal(), ready("10.244.1.2", "node-2")),
        List.of(),
        List.of(),
        List.of(),
        true);
    assertSelected(
        select(internalLocal(), terminating("10.244.1.2", "node-2")),
        List.of(),
        List.of(),
        List.of(),
        true);
  }

  @Test
  void externalPolicyLocalUsesBoth() {
    EndpointSelection chosen =
        select(externalLocal(), ready("10.244.1.1", "node-1"), ready("10.244.1.2", "node-2"));
    assertSelected(chosen, List.of(A, B), List.of(A), List.of(A, B), true);
  }

  @Test
  void onThisNodeTerminatingOnesServeEvenIfOthersAreReadyElsewhere() {
    EndpointSelection chosen =
        select(
            externalLocal(),
            terminating("10.244.1.1", "node-1"),
            ready("10.244.1.2", "node-2"),
            terminating("10.244.1.3", "node-2"));
    assertSelected(chosen, List.of(B), List.of(A), List.of(A, B), true);
  }

  @Test
  void aReadyOneOnThisNodeLeavesTheTerminatingOnesAlone() {
    EndpointSelection chosen =
        select(externalLocal(), terminating("10.244.1.1", "node-1"), ready("10.244.1.2", "node-1"));
    assertSelected(chosen, List.of(B), List.of(B), List.of(B), true);
  }

  @Test
  void hintsNeverNarrowWhatIsOnThisNode() {
    EndpointSelection chosen =
        select(
            externalLocal(),
            zoned(ready("10.244.1.1", "node-1"), "zone-b"),
            zoned(ready("10.244.1.2", "node-2"), "zone-a"),
            zoned(ready("10.244.1.3", "node-2"), "zone-b"));
    assertSelected(chosen, List.of(B), List.of(A), List.of(A, B), true);
  }

  @Test
  void hintsDoNotNarrowTheLastResort() {
    EndpointSelection chosen =
        select(
            plain(),
            zoned(terminating("10.244.1.1", "node-1"), "zone-b"),
            zoned(terminating("10.244.1.3", "node-1"), "zone-a"));
    assertSelected(chosen, List.of(A, C), List.of(), List.of(A, C), true);
  }

  @Test
  void anAddressHasAnEndpointByItsPolicy() {
    ResolvedServicePort elsewhere =
        only(externalLocal(), slice("a", ready("10.244.1.2", "node-2")));
    assertTrue(elsewhere.hasInternalEndpoints());
    assertFalse(elsewhere.hasExternalEndpoints());
    ResolvedServicePort inside = only(internalLocal(), slice("a", ready("10.244.1.2", "node-2")));
    assertFalse(inside.hasInternalEndpoints());
    ResolvedServicePort none = only(plain());
    assertFalse(none.hasInternalEndpoints());
  }
}
