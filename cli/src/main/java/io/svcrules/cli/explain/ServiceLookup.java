// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.explain;

import static java.util.stream.Collectors.joining;

import io.svcrules.cli.env.UsageException;
import io.svcrules.cli.option.ProxyMode;
import io.svcrules.cli.rules.NodeIpvs;
import io.svcrules.cli.rules.NodeView;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Service;
import io.svcrules.model.ServicePort;
import io.svcrules.model.explain.FamilyExplanation;
import io.svcrules.model.explain.ServiceExplanation;
import io.svcrules.model.resolve.ServiceExplainer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the Service that somebody asks about, and explains it. */
final class ServiceLookup {
  private final NodeView view;
  private final Map<IpFamily, ModeAnswers> modes;
  private final String clusterDomain;

  ServiceLookup(NodeView view, Map<IpFamily, ModeAnswers> modes, String clusterDomain) {
    this.view = view;
    this.modes = modes;
    this.clusterDomain = clusterDomain;
  }

  /**
   * Explains the ports that the reference covers.
   *
   * @throws UsageException if there is no such Service, or it has no such port
   */
  ServiceExplanation explain(ServiceReference reference) {
    Service service =
        view.manifests().services().stream()
            .filter(one -> one.name().equals(reference.service()))
            .findFirst()
            .orElseThrow(() -> new UsageException("there is no Service " + reference.service()));
    if (reference.port().isPresent() && service.ports().stream().noneMatch(reference::covers)) {
      throw new UsageException(
          service.name()
              + " has no port "
              + reference.port().get()
              + "; it has "
              + service.ports().stream().map(ServiceLookup::text).collect(joining(", ")));
    }
    List<EndpointSlice> slices =
        view.manifests().slices().stream()
            .filter(slice -> slice.service().equals(Optional.of(service.name())))
            .toList();
    List<FamilyExplanation> families = new ArrayList<>();
    for (IpFamily family : view.families()) {
      ServiceExplainer explainer = new ServiceExplainer(family, view.node(), view.options());
      FamilyExplanation all =
          ServiceExplanation.family(family, service, slices, explainer, modes.get(family)::answers);
      families.add(
          new FamilyExplanation(
              family,
              all.skipped(),
              all.ports().stream().filter(p -> reference.covers(p.explained().spec())).toList()));
    }
    return ServiceExplanation.of(service, slices, families, clusterDomain);
  }

  private static String text(ServicePort port) {
    String number = port.port() + "/" + port.protocol().lowerCase();
    return port.name().isEmpty() ? number : port.name() + " (" + number + ")";
  }

  /** What the mode makes of the service ports of a family. */
  static Map<IpFamily, ModeAnswers> modes(NodeView view) {
    Map<IpFamily, ModeAnswers> modes = new EnumMap<>(IpFamily.class);
    if (view.mode() == ProxyMode.IPVS) {
      NodeIpvs ipvs = view.ipvs();
      ipvs.families().forEach(f -> modes.put(f.family(), new IpvsAnswers(f, ipvs.config())));
    } else {
      view.families().forEach(family -> modes.put(family, new ChainAnswers(view, family)));
    }
    return modes;
  }
}
