// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpFamily;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.Node;
import io.svcrules.model.Service;
import io.svcrules.model.ServicePort;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Resolves as {@link ServiceResolver} does, and says why. It asks the same questions of the same
 * parts, so what it says is what the rules were made from; it is slower and keeps more.
 */
public final class ServiceExplainer {
  private final ServiceResolver resolver;
  private final EndpointCollector collector;
  private final Topology topology;

  /** An explainer for a family, as seen from a node. */
  public ServiceExplainer(IpFamily family, Node node, ResolveOptions options) {
    this.resolver = new ServiceResolver(family, node, options);
    this.collector = new EndpointCollector(family, node);
    this.topology = new Topology(node, options.topology());
  }

  /** The resolver that it explains. */
  public ServiceResolver resolver() {
    return resolver;
  }

  /** All slices by the Service they name, those for other proxies included. */
  public static Map<NamespacedName, List<EndpointSlice>> byService(
      Collection<EndpointSlice> slices) {
    Map<NamespacedName, List<EndpointSlice>> byService = new HashMap<>(slices.size() * 2);
    for (EndpointSlice slice : slices) {
      slice
          .service()
          .ifPresent(name -> byService.computeIfAbsent(name, n -> new ArrayList<>(1)).add(slice));
    }
    return byService;
  }

  /**
   * The ports of one Service, sorted by name; none if it is to be skipped.
   *
   * @param all the slices that name this Service, in any order
   */
  public List<ExplainedServicePort> explain(Service service, Collection<EndpointSlice> all) {
    List<EndpointSlice> sorted =
        all.stream().sorted(Comparator.comparing(EndpointSlice::name)).toList();
    List<EndpointSlice> ours = sorted.stream().filter(ServiceResolver::isOurs).toList();
    Map<ServicePortKey, Integer> last = new TreeMap<>();
    for (int i = 0; i < service.ports().size(); i++) {
      last.put(ServicePortKey.of(service.ports().get(i)), i);
    }
    List<ExplainedServicePort> explained = new ArrayList<>();
    for (ResolvedServicePort port : resolver.resolve(service, ours)) {
      int index = last.get(new ServicePortKey(port.name().port(), port.name().protocol()));
      explained.add(explain(service, index, port, sorted, ours));
    }
    return explained;
  }

  private ExplainedServicePort explain(
      Service service,
      int index,
      ResolvedServicePort port,
      List<EndpointSlice> all,
      List<EndpointSlice> ours) {
    ServicePort spec = service.ports().get(index);
    List<Endpoint> collected = collector.collect(spec, ours);
    List<ExplainedEndpoint> endpoints = new ArrayList<>();
    for (EndpointSlice slice : all) {
      if (!ServiceResolver.isOurs(slice)) {
        endpoints.addAll(foreign(slice));
      }
    }
    EndpointSelector selector =
        new EndpointSelector(collected, port.usesClusterEndpoints(), port.usesLocalEndpoints());
    TopologyUse use = port.endpoints().topology();
    Map<Endpoint, EndpointStep> cluster =
        selector.steps(selector.clusterRule(use, topology.admits(use)));
    Map<Endpoint, EndpointStep> local = selector.steps(selector.localRule());
    for (SeenEndpoint seen : collector.see(spec, ours)) {
      endpoints.add(
          seen.step().serves()
              ? explained(seen, cluster.get(seen.endpoint()), local.get(seen.endpoint()))
              : explained(seen, seen.step(), seen.step()));
    }
    return new ExplainedServicePort(port, spec, index, hints(service, port, collected), endpoints);
  }

  private static ExplainedEndpoint explained(
      SeenEndpoint seen, EndpointStep cluster, EndpointStep local) {
    return new ExplainedEndpoint(seen.slice(), seen.index(), seen.endpoint(), cluster, local);
  }

  private List<ExplainedEndpoint> foreign(EndpointSlice slice) {
    List<ExplainedEndpoint> endpoints = new ArrayList<>();
    for (int i = 0; i < slice.endpoints().size(); i++) {
      Endpoint endpoint = collector.seen(slice.endpoints().get(i), 0);
      EndpointStep step = EndpointStep.OTHER_PROXY;
      endpoints.add(new ExplainedEndpoint(slice.name(), i, endpoint, step, step));
    }
    return endpoints;
  }

  private List<HintExplanation> hints(
      Service service, ResolvedServicePort port, List<Endpoint> collected) {
    List<HintExplanation> hints = topology.explain(service, collected);
    return port.usesClusterEndpoints()
        ? hints
        : hints.stream()
            .map(hint -> new HintExplanation(hint.kind(), TopologyStep.NOT_ASKED, List.of()))
            .toList();
  }
}
