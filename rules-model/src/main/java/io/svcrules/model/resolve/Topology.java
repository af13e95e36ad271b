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
  private static final String ANNOTATION = "service.kubernetes.io/topology-mode";

  private final Node node;
  private final TopologyRule rule;

  Topology(Node node, TopologyRule rule) {
    this.node = node;
    this.rule = rule;
  }

  /** Which hints all ready endpoints carry and that name this node or its zone. */
  TopologyUse use(Service service, List<Endpoint> endpoints) {
    return switch (rule) {
      case CURRENT ->
          usable(endpoints, TopologyUse.NODE) ? TopologyUse.NODE : zoneIfUsable(endpoints);
      case KUBERNETES_1_30 -> annotated(service) ? zoneIfUsable(endpoints) : TopologyUse.NONE;
    };
  }

  /** Whether an endpoint is meant for this node. */
  Predicate<Endpoint> admits(TopologyUse use) {
    return switch (use) {
      case NONE -> endpoint -> true;
      case NODE -> endpoint -> endpoint.nodeHints().contains(node.name());
      case ZONE -> endpoint -> endpoint.zoneHints().contains(node.zone().orElse(""));
    };
  }

  private TopologyUse zoneIfUsable(List<Endpoint> endpoints) {
    return node.zone().isPresent() && usable(endpoints, TopologyUse.ZONE)
        ? TopologyUse.ZONE
        : TopologyUse.NONE;
  }

  private boolean usable(List<Endpoint> endpoints, TopologyUse use) {
    Function<Endpoint, List<String>> hints =
        use == TopologyUse.NODE ? Endpoint::nodeHints : Endpoint::zoneHints;
    Predicate<Endpoint> admits = admits(use);
    boolean anyHere = false;
    for (Endpoint endpoint : endpoints) {
      if (endpoint.ready()) {
        if (hints.apply(endpoint).isEmpty()) {
          return false;
        }
        anyHere |= admits.test(endpoint);
      }
    }
    return anyHere;
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
