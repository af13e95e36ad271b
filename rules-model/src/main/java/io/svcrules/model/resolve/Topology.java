// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

import io.svcrules.model.Node;
import io.svcrules.model.Service;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** Decides whether hints narrow the endpoints of a Service, and to which. */
final class Topology {
  private static final String OLD_ANNOTATION = "service.kubernetes.io/topology-aware-hints";
  static final String ANNOTATION = "service.kubernetes.io/topology-mode";

  private final Node node;
  private final TopologyRule rule;

  Topology(Node node, TopologyRule rule) {
    this.node = node;
    this.rule = rule;
  }

  /** Which hints all ready endpoints carry and that name this node or its zone. */
  TopologyUse use(Service service, List<Endpoint> endpoints) {
    if (nodeStep(endpoints) == TopologyStep.FIRED) {
      return TopologyUse.NODE;
    }
    return zoneStep(service, endpoints) == TopologyStep.FIRED ? TopologyUse.ZONE : TopologyUse.NONE;
  }

  /** What became of either kind of hints, by the questions that {@link #use} asks. */
  List<HintExplanation> explain(Service service, List<Endpoint> endpoints) {
    TopologyStep node = nodeStep(endpoints);
    TopologyStep zone =
        node == TopologyStep.FIRED ? TopologyStep.NOT_NEEDED : zoneStep(service, endpoints);
    return List.of(
        new HintExplanation(TopologyUse.NODE, node, unhinted(endpoints, Endpoint::nodeHints)),
        new HintExplanation(TopologyUse.ZONE, zone, unhinted(endpoints, Endpoint::zoneHints)));
  }

  private static List<String> unhinted(
      List<Endpoint> endpoints, Function<Endpoint, List<String>> hints) {
    return endpoints.stream()
        .filter(endpoint -> endpoint.ready() && hints.apply(endpoint).isEmpty())
        .map(Endpoint::text)
        .toList();
  }

  /** Whether an endpoint is meant for this node. */
  Predicate<Endpoint> admits(TopologyUse use) {
    return switch (use) {
      case NONE -> endpoint -> true;
      case NODE -> endpoint -> endpoint.nodeHints().contains(node.name());
      case ZONE -> endpoint -> endpoint.zoneHints().contains(node.zone().orElse(""));
    };
  }

  private TopologyStep nodeStep(List<Endpoint> endpoints) {
    return switch (rule) {
      case CURRENT -> step(endpoints, TopologyUse.NODE, Endpoint::nodeHints);
      case KUBERNETES_1_30 -> TopologyStep.NOT_IN_RULE;
    };
  }

  private TopologyStep zoneStep(Service service, List<Endpoint> endpoints) {
    if (rule == TopologyRule.KUBERNETES_1_30 && !annotated(service)) {
      return TopologyStep.NO_ANNOTATION;
    }
    return node.zone().isEmpty()
        ? TopologyStep.NO_ZONE
        : step(endpoints, TopologyUse.ZONE, Endpoint::zoneHints);
  }

  private TopologyStep step(
      List<Endpoint> endpoints, TopologyUse use, Function<Endpoint, List<String>> hints) {
    Predicate<Endpoint> admits = admits(use);
    boolean anyHere = false;
    for (Endpoint endpoint : endpoints) {
      if (endpoint.ready()) {
        if (hints.apply(endpoint).isEmpty()) {
          return TopologyStep.MISSING_HINT;
        }
        anyHere |= admits.test(endpoint);
      }
    }
    return anyHere ? TopologyStep.FIRED : TopologyStep.NONE_HERE;
  }

  /** The old name wins whenever it is present, even if empty. */
  private static boolean annotated(Service service) {
    Map<String, String> annotations = service.annotations();
    String value =
        annotations.containsKey(OLD_ANNOTATION)
            ? annotations.get(OLD_ANNOTATION)
            : annotations.getOrDefault(ANNOTATION, "");
    return !value.isEmpty() && !value.equals("disabled") && !value.equals("Disabled");
  }
}
