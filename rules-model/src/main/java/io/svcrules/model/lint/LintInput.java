// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.lint;

import io.svcrules.model.Cidr;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.Node;
import io.svcrules.model.Service;
import io.svcrules.model.ServiceType;
import io.svcrules.model.resolve.ExplainedServicePort;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ResolvedServicePort;
import io.svcrules.model.resolve.ServiceExplainer;
import io.svcrules.model.resolve.ServiceResolver;
import io.svcrules.model.resolve.ServiceTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What rules look at: the objects, what comes of them on a node, and what is known of the node. */
final class LintInput {
  private final Manifests manifests;
  private final LintScope scope;
  private final NodeFacts facts;
  private final Map<NamespacedName, Service> services = new HashMap<>();
  private final Map<NamespacedName, List<EndpointSlice>> slices;
  private final Set<IpAddress> clusterIps = new HashSet<>();
  private final Map<IpFamily, ServiceExplainer> explainers = new HashMap<>();
  private final List<ResolvedServicePort> ports = new ArrayList<>();

  LintInput(Manifests manifests, LintScope scope, ResolveOptions options, NodeFacts facts) {
    this.manifests = manifests;
    this.scope = scope;
    this.facts = facts;
    this.slices = ServiceExplainer.byService(manifests.slices());
    manifests.services().forEach(this::index);
    for (IpFamily family : IpFamily.values()) {
      Node node = scope.node();
      explainers.put(family, new ServiceExplainer(family, node, options));
      ServiceTable table = ServiceResolver.resolve(manifests, family, node, options);
      ports.addAll(table.ports());
    }
  }

  private void index(Service service) {
    services.put(service.name(), service);
    clusterIps.addAll(service.clusterIps());
  }

  Manifests manifests() {
    return manifests;
  }

  LintScope scope() {
    return scope;
  }

  NodeFacts facts() {
    return facts;
  }

  /** The service ports of both families. */
  List<ResolvedServicePort> ports() {
    return ports;
  }

  Service service(NamespacedName name) {
    return services.get(name);
  }

  /** The Services that may have rules in some family. */
  List<Service> served() {
    return manifests.services().stream()
        .filter(one -> !one.headless() && one.type() != ServiceType.EXTERNAL_NAME)
        .toList();
  }

  List<EndpointSlice> slices(NamespacedName service) {
    return slices.getOrDefault(service, List.of());
  }

  /** Whether a Service has that cluster IP. */
  boolean isClusterIp(IpAddress address) {
    return clusterIps.contains(address);
  }

  List<Cidr> serviceNetworks() {
    return scope.serviceNetworks();
  }

  /** A service port with all its endpoints explained: for the few that have a finding. */
  ExplainedServicePort explain(ResolvedServicePort port) {
    NamespacedName name = port.name().service();
    return explainers.get(port.clusterIp().family()).explain(service(name), slices(name)).stream()
        .filter(one -> one.port().name().equals(port.name()))
        .findFirst()
        .orElseThrow();
  }

  /** The position of a port in {@code spec.ports}, as {@code spec.ports[2]}. */
  String portField(ResolvedServicePort port) {
    Service service = service(port.name().service());
    int index = 0;
    for (int i = 0; i < service.ports().size(); i++) {
      boolean same =
          service.ports().get(i).name().equals(port.name().port())
              && service.ports().get(i).protocol() == port.name().protocol();
      index = same ? i : index;
    }
    return "spec.ports[" + index + ']';
  }
}
