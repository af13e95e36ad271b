// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.graph;

import io.svcrules.cli.env.Environment;
import io.svcrules.cli.env.ExitStatus;
import io.svcrules.cli.env.UsageException;
import io.svcrules.cli.explain.ServiceReference;
import io.svcrules.cli.option.ProxyMode;
import io.svcrules.cli.option.ServiceOptions;
import io.svcrules.cli.rules.FamilyIpvs;
import io.svcrules.cli.rules.NodeView;
import io.svcrules.cli.rules.RulesOptions;
import io.svcrules.iptables.compile.Fragment;
import io.svcrules.iptables.graph.ChainDiagrams;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.graph.ServerDiagrams;
import io.svcrules.model.IpFamily;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.Service;
import io.svcrules.model.graph.Diagram;
import io.svcrules.model.graph.DiagramGroup;
import io.svcrules.model.manifest.FieldPlaces;
import io.svcrules.model.resolve.ResolvedServicePort;
import io.svcrules.model.resolve.ServiceTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code svcrules graph}: draws the chains of Services. */
@Command(
    name = "graph",
    sortOptions = false,
    customSynopsis = "svcrules graph -f FILE... [[NAMESPACE/]SERVICE[:PORT]...] [OPTION...]",
    description =
        "Draws the iptables chains of Services as one node has them, or with --mode=ipvs the virtual"
            + " servers, sets and constant chains: from the addresses to endpoints and verdicts,"
            + " with shares, and with the reason of each rule. A page or picture is one file that"
            + " needs no other.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  svcrules graph -f cluster.yaml --node worker-1 > services.html",
      "  svcrules graph -f cluster.yaml shop/web:http -o svg > web.svg",
      "  svcrules graph -f cluster.yaml shop/web --mode ipvs -o mermaid",
      "  svcrules graph -f cluster.yaml -n shop -l app=web -o dot | dot -Tpdf > web.pdf",
      "",
      "Exit status: 0 drawn; 2 wrong usage, no such Service, or unusable input; 5 drawn, but"
          + " objects with mistakes were left out.",
    })
public final class GraphCommand implements Callable<Integer> {
  private final Environment environment;

  @Mixin private RulesOptions rules;
  @Mixin private ServiceOptions services;

  @Parameters(
      arity = "0..*",
      paramLabel = "SERVICE",
      description = "Services, or single ports of theirs; without any, all that -n and -l leave.")
  private List<String> named = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "html (default): with search; svg; dot: for Graphviz; mermaid.")
  private GraphFormat format = GraphFormat.HTML;

  /** The command in a process. */
  public GraphCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    Optional<NodeView> view = rules.view(environment, FieldPlaces.FORGOTTEN);
    if (view.isEmpty()) {
      return ExitStatus.USAGE;
    }
    String title = "Services seen from node " + view.get().node().name();
    String text = format.write(new Diagram(title, groups(view.get())));
    OutputStream out = environment.stdout();
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
    return view.get().input().leftOut().isEmpty() ? ExitStatus.OK : ExitStatus.LEFT_OUT;
  }

  private List<DiagramGroup> groups(NodeView view) {
    List<Service> left = services.filter().filter(view.manifests()).services();
    Set<NamespacedName> names = left.stream().map(Service::name).collect(Collectors.toSet());
    List<ServiceReference> references = references(names);
    Predicate<ResolvedServicePort> asked =
        port -> names.contains(port.name().service()) && isAsked(references, port);
    return view.mode() == ProxyMode.IPVS ? servers(view, asked) : chains(view, asked);
  }

  private static List<DiagramGroup> chains(NodeView view, Predicate<ResolvedServicePort> asked) {
    List<DiagramGroup> groups = new ArrayList<>();
    for (IpFamily family : view.families()) {
      ServiceTable table = view.table(family);
      List<Fragment> fragments = view.compile(family).fragments();
      // Both are sorted by name, and each port has one fragment.
      for (int i = 0; i < fragments.size(); i++) {
        if (asked.test(table.ports().get(i))) {
          groups.add(ChainDiagrams.of(family, fragments.get(i)));
        }
      }
    }
    return groups;
  }

  private static List<DiagramGroup> servers(NodeView view, Predicate<ResolvedServicePort> asked) {
    List<DiagramGroup> groups = new ArrayList<>();
    for (FamilyIpvs family : view.ipvs().families()) {
      CompiledIpvs compiled = family.compiled();
      // As above.
      for (int i = 0; i < compiled.fragments().size(); i++) {
        if (asked.test(family.services().ports().get(i))) {
          groups.add(ServerDiagrams.of(compiled, compiled.fragments().get(i)));
        }
      }
      groups.add(ServerDiagrams.constant(compiled.state().rules()));
    }
    return groups;
  }

  private List<ServiceReference> references(Set<NamespacedName> names) {
    String namespace = services.filter().namespace().orElse("default");
    List<ServiceReference> references = new ArrayList<>();
    for (String text : named) {
      ServiceReference reference = ServiceReference.parse(text, namespace);
      if (!names.contains(reference.service())) {
        throw new UsageException("there is no Service " + reference.service());
      }
      references.add(reference);
    }
    return references;
  }

  private static boolean isAsked(List<ServiceReference> references, ResolvedServicePort port) {
    return references.isEmpty() || references.stream().anyMatch(one -> one.covers(port));
  }
}
