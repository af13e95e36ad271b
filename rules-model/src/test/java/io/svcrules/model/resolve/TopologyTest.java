// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

import static io.svcrules.model.resolve.ResolveFixture.HTTP;
import static io.svcrules.model.resolve.ResolveFixture.NODE;
import static io.svcrules.model.resolve.ResolveFixture.noded;
import static io.svcrules.model.resolve.ResolveFixture.notReady;
import static io.svcrules.model.resolve.ResolveFixture.ready;
import static io.svcrules.model.resolve.ResolveFixture.slice;
import static io.svcrules.model.resolve.ResolveFixture.texts;
import static io.svcrules.model.resolve.ResolveFixture.web;
import static io.svcrules.model.resolve.ResolveFixture.zoned;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.model.IpFamily;
import io.svcrules.model.Node;
import io.svcrules.model.SliceEndpoint;
import io.svcrules.model.TrafficPolicy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TopologyTest {
  private static final String MODE = "service.kubernetes.io/topology-mode";
  private static final String OLD = "service.kubernetes.io/topology-aware-hints";
  private static final SliceEndpoint HERE = zoned(ready("10.244.1.1", "node-1"), "zone-a");
  private static final SliceEndpoint THERE = zoned(ready("10.244.1.2", "node-2"), "zone-b");
  private static final List<String> BOTH = List.of("10.244.1.1:8080", "10.244.1.2:8080");
  private static final List<String> NEAR = List.of("10.244.1.1:8080");

  private static EndpointSelection select(
      TopologyRule rule, Node node, Map<String, String> annotations, SliceEndpoint... endpoints) {
    ResolveOptions options = ResolveOptions.DEFAULT.withTopology(rule);
    return new ServiceResolver(IpFamily.IPV4, node, options)
        .resolve(web().annotations(annotations).port(HTTP).build(), List.of(slice("a", endpoints)))
        .get(0)
        .endpoints();
  }

  private static void assertChosen(
      List<String> texts, TopologyUse use, EndpointSelection selection) {
    assertEquals(texts, texts(selection.cluster()));
    assertEquals(use, selection.topology());
  }

  private static EndpointSelection current(SliceEndpoint... endpoints) {
    return select(TopologyRule.CURRENT, NODE, Map.of(), endpoints);
  }

  private static EndpointSelection old(
      Map<String, String> annotations, SliceEndpoint... endpoints) {
    return select(TopologyRule.KUBERNETES_1_30, NODE, annotations, endpoints);
  }

  @Test
  void zoneHintsCountWithoutAnnotation() {
    assertChosen(NEAR, TopologyUse.ZONE, current(HERE, THERE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "Auto", "foo", "DISABLED"})
  void theOldRuleTakesAnyAnnotationThatDoesNotSayDisabled(String value) {
    assertChosen(NEAR, TopologyUse.ZONE, old(Map.of(MODE, value), HERE, THERE));
    assertChosen(NEAR, TopologyUse.ZONE, old(Map.of(OLD, value), HERE, THERE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "disabled", "Disabled"})
  void theOldRuleTakesTheseForNo(String value) {
    assertChosen(BOTH, TopologyUse.NONE, old(Map.of(MODE, value), HERE, THERE));
    // The older name wins by being there.
    assertChosen(BOTH, TopologyUse.NONE, old(Map.of(OLD, value, MODE, "Auto"), HERE, THERE));
  }

  @Test
  void theOldRuleNeedsAnAnnotation() {
    assertChosen(BOTH, TopologyUse.NONE, old(Map.of(), HERE, THERE));
  }

  @Test
  void theOldRuleDoesNotKnowHintsOfNodes() {
    EndpointSelection chosen =
        old(Map.of(MODE, "Auto"), noded(HERE, "node-2"), noded(THERE, "node-1"));
    assertChosen(NEAR, TopologyUse.ZONE, chosen);
  }

  @ParameterizedTest
  @EnumSource(TopologyRule.class)
  void aNodeWithoutZoneUsesAllEndpoints(TopologyRule rule) {
    for (Map<String, String> labels :
        List.of(Map.<String, String>of(), Map.of(Node.ZONE_LABEL, ""))) {
      Node node = new Node("node-1", labels, List.of(), List.of());
      SliceEndpoint nameless = zoned(ready("10.244.1.2", "node-2"), "");
      EndpointSelection chosen = select(rule, node, Map.of(MODE, "Auto"), HERE, nameless);
      assertChosen(BOTH, TopologyUse.NONE, chosen);
    }
  }

  @ParameterizedTest
  @EnumSource(TopologyRule.class)
  void oneReadyEndpointWithoutHintTurnsHintsOff(TopologyRule rule) {
    EndpointSelection chosen =
        select(rule, NODE, Map.of(MODE, "Auto"), HERE, ready("10.244.1.2", "node-2"));
    assertChosen(BOTH, TopologyUse.NONE, chosen);
  }

  @ParameterizedTest
  @EnumSource(TopologyRule.class)
  void endpointsThatAreNotReadyNeedNoHint(TopologyRule rule) {
    EndpointSelection chosen =
        select(rule, NODE, Map.of(MODE, "Auto"), HERE, THERE, notReady("10.244.1.3", "node-2"));
    assertChosen(NEAR, TopologyUse.ZONE, chosen);
  }

  @ParameterizedTest
  @EnumSource(TopologyRule.class)
  void aReadyEndpointMustBeMeantForThisZone(TopologyRule rule) {
    SliceEndpoint gone = zoned(notReady("10.244.1.1", "node-1"), "zone-a");
    SliceEndpoint other = zoned(ready("10.244.1.3", "node-2"), "zone-c");
    EndpointSelection chosen = select(rule, NODE, Map.of(MODE, "Auto"), gone, THERE, other);
    assertChosen(List.of("10.244.1.2:8080", "10.244.1.3:8080"), TopologyUse.NONE, chosen);
  }

  @Test
  void anEndpointMayBeMeantForSeveralZones() {
    assertChosen(BOTH, TopologyUse.ZONE, current(HERE, zoned(THERE, "zone-c", "zone-a")));
  }

  @Test
  void hintsOfNodesComeBeforeThoseOfZones() {
    assertChosen(
        List.of("10.244.1.2:8080"),
        TopologyUse.NODE,
        current(noded(HERE, "node-2"), noded(THERE, "node-3", "node-1")));
  }

  @Test
  void withoutAHintOfThisNodeThoseOfZonesDecide() {
    assertChosen(NEAR, TopologyUse.ZONE, current(noded(HERE, "node-2"), noded(THERE, "node-2")));
    assertChosen(NEAR, TopologyUse.ZONE, current(noded(HERE, "node-1"), THERE));
  }

  @Test
  void hintsOfNodesNeedNoZone() {
    EndpointSelection chosen =
        select(
            TopologyRule.CURRENT,
            Node.named("node-1"),
            Map.of(),
            noded(HERE, "node-1"),
            noded(THERE, "node-2"));
    assertChosen(NEAR, TopologyUse.NODE, chosen);
  }

  @Test
  void aServiceThatUsesThisNodeAloneUsesNoHints() {
    EndpointSelection chosen =
        new ServiceResolver(IpFamily.IPV4, NODE, ResolveOptions.DEFAULT)
            .resolve(
                web().internalTrafficPolicy(TrafficPolicy.LOCAL).port(HTTP).build(),
                List.of(slice("a", HERE, THERE)))
            .get(0)
            .endpoints();
    assertEquals(TopologyUse.NONE, chosen.topology());
    assertEquals(NEAR, texts(chosen.reachable()));
  }
}
