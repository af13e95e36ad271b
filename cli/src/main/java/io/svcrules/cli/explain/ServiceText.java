// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.explain;

import io.svcrules.cli.option.ProxyMode;
import io.svcrules.cli.rules.NodeView;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Service;
import io.svcrules.model.ServiceType;
import io.svcrules.model.explain.FamilyExplanation;
import io.svcrules.model.explain.ServiceExplanation;
import io.svcrules.model.resolve.SkipReason;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** An explanation in words. */
final class ServiceText {
  private final NodeView view;
  private final Map<IpFamily, ModeAnswers> modes;
  private final StringBuilder out = new StringBuilder();

  ServiceText(NodeView view, Map<IpFamily, ModeAnswers> modes) {
    this.view = view;
    this.modes = modes;
  }

  String of(ServiceExplanation explanation) {
    appendHead(explanation.service());
    appendSkipped(explanation);
    for (FamilyExplanation family : explanation.families()) {
      ModeAnswers mode = modes.get(family.family());
      family.ports().forEach(port -> new PortText(view, mode, family.family(), port, out).append());
    }
    appendLines("in DNS", explanation.names(), "has no name");
    appendLines(
        "variables of pods in namespace " + explanation.service().name().namespace(),
        explanation.variables(),
        "none: it has no cluster IP");
    return out.toString();
  }

  private void appendHead(Service service) {
    out.append("Service ").append(service.name()).append(", type ");
    out.append(service.type().kubernetesName());
    out.append(", seen from node ").append(view.node().name());
    view.node().zone().ifPresent(zone -> out.append(" in zone ").append(zone));
    out.append(view.mode() == ProxyMode.IPVS ? ", mode ipvs" : "");
    out.append('\n');
  }

  private void appendSkipped(ServiceExplanation explanation) {
    Set<String> lines = new TreeSet<>();
    for (FamilyExplanation family : explanation.families()) {
      family.skipped().ifPresent(reason -> lines.add(skipped(explanation, family, reason)));
    }
    lines.forEach(line -> out.append("  ").append(line).append('\n'));
  }

  private static String skipped(
      ServiceExplanation explanation, FamilyExplanation family, SkipReason reason) {
    Service service = explanation.service();
    String start = "it " + reason.text() + ": no rules";
    if (reason == SkipReason.OTHER_FAMILY) {
      return "it has no cluster IP of " + family.family().kubernetesName() + ": no rules for that";
    }
    if (service.type() == ServiceType.EXTERNAL_NAME) {
      return start + "; clients ask DNS, which sends them to " + service.externalName();
    }
    return service.headless()
        ? start + "; clients ask DNS, which gives them the ready endpoints"
        : start;
  }

  private void appendLines(String title, Iterable<?> lines, String none) {
    out.append('\n').append(title).append('\n');
    boolean any = false;
    for (Object line : lines) {
      out.append("  ").append(line).append('\n');
      any = true;
    }
    if (!any) {
      out.append("  ").append(none).append('\n');
    }
  }
}
