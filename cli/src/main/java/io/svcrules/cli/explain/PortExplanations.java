// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.explain;

import io.svcrules.cli.rules.NodeView;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpFamily;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.Service;
import io.svcrules.model.ServicePortName;
import io.svcrules.model.resolve.ExplainedServicePort;
import io.svcrules.model.resolve.ServiceExplainer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Explains service ports by their names. */
final class PortExplanations {
  private final ServiceExplainer explainer;
  private final Map<NamespacedName, List<EndpointSlice>> slices;
  private final Map<NamespacedName, Service> services = new HashMap<>();

  PortExplanations(NodeView view, IpFamily family) {
    this.explainer = new ServiceExplainer(family, view.node(), view.options());
    this.slices = ServiceExplainer.byService(view.manifests().slices());
    view.manifests().services().forEach(service -> services.put(service.name(), service));
  }

  /** The explanation of a service port that there is. */
  ExplainedServicePort of(ServicePortName name) {
    Service service = services.get(name.service());
    return explainer.explain(service, slices.getOrDefault(name.service(), List.of())).stream()
        .filter(port -> port.port().name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
