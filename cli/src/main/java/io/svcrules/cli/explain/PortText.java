// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.explain;

import io.svcrules.cli.rules.NodeView;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.compile.SetMember;
import io.svcrules.ipvs.explain.ServerAnswer;
import io.svcrules.ipvs.explain.SetPurpose;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.explain.Answer;
import io.svcrules.model.explain.PortExplanation;
import io.svcrules.model.explain.Reach;
import io.svcrules.model.resolve.EndpointStep;
import io.svcrules.model.resolve.ExplainedEndpoint;
import io.svcrules.model.resolve.HintExplanation;
import io.svcrules.model.resolve.ResolvedServicePort;
import io.svcrules.model.resolve.TopologyStep;
import io.svcrules.model.resolve.TopologyUse;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** A service port in words. */
final class PortText {
  private static final int NAMED = 3;

  private final NodeView view;
  private final ModeAnswers mode;
  private final IpFamily family;
  private final PortExplanation port;
  private final ResolvedServicePort resolved;
  private final StringBuilder out;

  PortText(
      NodeView view, ModeAnswers mode, IpFamily family, PortExplanation port, StringBuilder out) {
    this.view = view;
    this.mode = mode;
    this.family = family;
    this.port = port;
    this.resolved = port.explained().port();
    this.out = out;
  }

  void append() {
    String name = resolved.name().port();
    out.append("\nport ").append(name.isEmpty() ? "" : name + ", ").append(resolved.port());
    out.append('/').append(resolved.name().protocol()).append(", ");
    out.append(family.kubernetesName()).append('\n');
    mode.problems(resolved).forEach(problem -> out.append("  it ").append(problem).append('\n'));
    appendAnswers();
    appendEndpoints();
    appendTopology();
    resolved
        .affinitySeconds()
        .ifPresent(
            seconds ->
                out.append("  affinity\n    a client goes where it went before within ")
                    .append(seconds)
                    .append(" s; shares are those of new clients\n"));
  }

  private void appendAnswers() {
    out.append("  answers on\n");
    for (Answer answer : port.answers()) {
      out.append("    ").append(address(answer)).append(", ").append(answer.kind().text());
      if (!answer.sourceRanges().isEmpty()) {
        out.append(", for clients of ").append(join(answer.sourceRanges()));
        out.append(" only: others are dropped");
      }
      out.append('\n');
      mode.server(resolved, answer).ifPresent(this::appendServer);
      TextTable table = new TextTable();
      answer.reach().forEach(reach -> table.row("from " + reach.from().text(), what(reach)));
      table.appendTo(out, "      ");
    }
    if (resolved.healthCheckNodePort() != 0) {
      out.append("    port ").append(resolved.healthCheckNodePort());
      out.append("/TCP of the node, health check: ");
      int local = resolved.endpoints().local().size();
      out.append(local == 0 ? "unhealthy, no endpoint is here\n" : "healthy, " + local + " here\n");
    }
  }

  private void appendServer(ServerAnswer server) {
    if (server.isLost(resolved.name())) {
      out.append("      served for ").append(server.owner()).append(", which has it instead\n");
      return;
    }
    server
        .served()
        .server()
        .ifPresent(one -> out.append("      virtual server ").append(text(one)).append('\n'));
    TextTable table = new TextTable();
    for (SetMember member : server.served().members()) {
      table.row(
          "set " + member.set().name(family), member.entry().text(), SetPurpose.text(member.set()));
    }
    table.appendTo(out, "      ");
  }

  private static String text(VirtualServer server) {
    StringBuilder out = new StringBuilder(server.key().toString());
    server.settings().appendTo(out, server.key().family());
    return out.toString();
  }

  private String address(Answer answer) {
    if (answer.address().isPresent()) {
      IpAddress ip = answer.address().get();
      return (family == IpFamily.IPV6 ? "[" + ip + ']' : ip.toString()) + ':' + answer.port();
    }
    return "port " + answer.port() + " of " + nodeAddresses();
  }

  private String nodeAddresses() {
    if (view.config().nodePortAddresses().isAll(family)) {
      boolean localhost = view.config().servesLocalhost(family);
      return "every address of the node" + (localhost ? "" : " but loopback");
    }
    List<IpAddress> chosen =
        view.config().nodePortAddresses().choose(family, view.config().nodeAddresses());
    return chosen.isEmpty() ? "no known address of the node" : join(chosen);
  }

  private String what(Reach reach) {
    String masqueraded = reach.masqueraded() ? ", source replaced by an address of the node" : "";
    return switch (reach.delivery()) {
      case CLUSTER -> count(resolved.endpoints().cluster(), "cluster") + masqueraded;
      case LOCAL -> count(resolved.endpoints().local(), "local") + masqueraded;
      case REJECTED -> "refused: no endpoint serves";
      case DROPPED -> "dropped: no endpoint on this node serves";
      case NOT_ADMITTED -> "dropped: no source range admits it";
    };
  }

  private static String count(List<?> endpoints, String list) {
    return endpoints.size() + " " + list + " endpoint" + (endpoints.size() == 1 ? "" : "s");
  }

  private void appendEndpoints() {
    List<ExplainedEndpoint> endpoints = port.explained().endpoints();
    out.append("  endpoints\n");
    if (endpoints.isEmpty()) {
      out.append("    no EndpointSlice of the Service holds any\n");
    }
    for (PolicyPlace place : mode.places(resolved)) {
      out.append("    shares of policy ").append(place.policy()).append(" are those of chain ");
      out.append(place.chain()).append('\n');
    }
    PortShares shares = mode.shares(resolved);
    if (!shares.note().isEmpty()) {
      out.append("    shares rest on ").append(shares.note()).append('\n');
    }
    TextTable table = new TextTable();
    long others = 0;
    for (ExplainedEndpoint endpoint : endpoints) {
      if (endpoint.cluster() == EndpointStep.OTHER_FAMILY) {
        others++;
        continue;
      }
      table.row(
          text(endpoint),
          "EndpointSlice " + endpoint.slice().name(),
          endpoint.endpoint().nodeName().orElse("on no node"),
          steps(endpoint, shares));
    }
    table.appendTo(out, "    ");
    if (others > 0) {
      out.append("    ").append(others).append(" in slices of other address types\n");
    }
  }

  /** The port of an endpoint that never came to have one is not shown. */
  private static String text(ExplainedEndpoint endpoint) {
    return endpoint.endpoint().port() == 0
        ? endpoint.endpoint().address().toString()
        : endpoint.endpoint().text();
  }

  private static String steps(ExplainedEndpoint endpoint, PortShares shares) {
    EndpointStep cluster = endpoint.cluster();
    if (cluster == endpoint.local() && !cluster.serves()) {
      return "left out: " + cluster.text();
    }
    String one = step("cluster", cluster, shares.cluster(endpoint));
    String other = step("local", endpoint.local(), shares.local(endpoint));
    return one.isEmpty() || other.isEmpty() ? one + other : one + "; " + other;
  }

  private static String step(String list, EndpointStep step, OptionalDouble share) {
    if (step == EndpointStep.NOT_ASKED) {
      return "";
    }
    if (share.isEmpty()) {
      return "not " + list + ": " + step.text();
    }
    String percent = String.format(Locale.ROOT, "%.9f %%", share.getAsDouble() * 100);
    return list + ' ' + percent + (step == EndpointStep.LAST_RESORT ? ", " + step.text() : "");
  }

  private void appendTopology() {
    out.append("  topology\n");
    for (HintExplanation hint : port.explained().hints()) {
      out.append("    ").append(hint.kind() == TopologyUse.NODE ? "node" : "zone");
      out.append(hint.step() == TopologyStep.FIRED ? " hints count: " : " hints do not count: ");
      out.append(hint.step().text());
      if (hint.step() == TopologyStep.MISSING_HINT) {
        out.append(": ").append(some(hint.unhinted()));
      }
      out.append('\n');
    }
  }

  private static String some(List<String> all) {
    String named = join(all.subList(0, Math.min(NAMED, all.size())));
    return all.size() <= NAMED ? named : named + " and " + (all.size() - NAMED) + " more";
  }

  private static String join(List<?> all) {
    return all.stream().map(Object::toString).collect(Collectors.joining(", "));
  }
}
