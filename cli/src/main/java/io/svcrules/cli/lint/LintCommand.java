// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.lint;

import io.svcrules.cli.env.Diagnostics;
import io.svcrules.cli.env.Environment;
import io.svcrules.cli.env.ExitStatus;
import io.svcrules.cli.env.UsageException;
import io.svcrules.cli.option.CidrList;
import io.svcrules.cli.rules.NodeView;
import io.svcrules.cli.rules.RulesOptions;
import io.svcrules.cli.settings.ChosenNode;
import io.svcrules.model.Cidr;
import io.svcrules.model.lint.LintFinding;
import io.svcrules.model.lint.LintId;
import io.svcrules.model.lint.LintScope;
import io.svcrules.model.lint.LintSeverity;
import io.svcrules.model.lint.Linter;
import io.svcrules.model.lint.NodeFacts;
import io.svcrules.model.manifest.FieldPlaces;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code svcrules lint}: finds what will bite. */
@Command(
    name = "lint",
    sortOptions = false,
    customSynopsis = "svcrules lint -f FILE... [OPTION...]",
    description =
        "Finds what is valid and will bite all the same, seen from one node: addresses claimed"
            + " twice, Services that nobody serves, source ranges that guard nothing, and more."
            + " docs/lint.md lists all findings. Changes nothing.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  svcrules lint -f cluster.yaml --service-cidr 10.96.0.0/12",
      "  svcrules lint -f cluster/ -R -o sarif > svcrules.sarif",
      "  svcrules lint -f cluster.yaml --on-this-node --fail-on error",
      "",
      "Exit status: 0 no finding that counts; 1 findings at or above --fail-on; 2 wrong usage or"
          + " unusable input; 5 no finding that counts, but objects with mistakes were left out.",
    })
public final class LintCommand implements Callable<Integer> {
  private final Environment environment;
  private final NodeFactsSource machine;

  @Mixin private RulesOptions rules;

  @Option(
      names = "--service-cidr",
      paramLabel = "CIDR[,CIDR]",
      description = "The networks that cluster IPs are taken from. Repeatable.")
  private List<CidrList> serviceCidrs = new ArrayList<>();

  @Option(
      names = "--on-this-node",
      description =
          "This machine is the node: look at its listening sockets, its ephemeral ports and its"
              + " module xt_recent, too.")
  private boolean onThisNode;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      description = "From which findings on to exit with 1: note, warning (default), error, never.")
  private FailOn failOn = FailOn.WARNING;

  @Option(
      names = "--ignore",
      paramLabel = "ID[,ID]",
      split = ",",
      description = "Leave out these findings. Repeatable.")
  private List<String> ignored = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text (default), json (docs/lint-json.md), or sarif (SARIF 2.1.0).")
  private LintFormat format = LintFormat.TEXT;

  /** The command in a process. */
  public LintCommand(Environment environment) {
    this(environment, new ProcNodeFacts(Path.of("/")));
  }

  LintCommand(Environment environment, NodeFactsSource machine) {
    this.environment = environment;
    this.machine = machine;
  }

  @Override
  public Integer call() throws IOException {
    Set<String> left = ignoredIds();
    Optional<NodeView> view = rules.view(environment, FieldPlaces.REMEMBERED);
    if (view.isEmpty()) {
      return ExitStatus.USAGE;
    }
    NodeFacts facts = onThisNode ? machine.read() : NodeFacts.NONE;
    List<LintFinding> findings =
        Linter.lint(view.get().manifests(), scope(view.get()), view.get().options(), facts).stream()
            .filter(finding -> !left.contains(finding.id().id()))
            .toList();
    write(view.get(), findings);
    if (failOn.isReached(findings)) {
      return ExitStatus.DIFFERENT;
    }
    return view.get().input().leftOut().isEmpty() ? ExitStatus.OK : ExitStatus.LEFT_OUT;
  }

  private Set<String> ignoredIds() {
    Set<String> known = Arrays.stream(LintId.values()).map(LintId::id).collect(Collectors.toSet());
    for (String id : ignored) {
      if (!known.contains(id)) {
        throw new UsageException("--ignore: there is no finding " + id + "; see docs/lint.md");
      }
    }
    return Set.copyOf(ignored);
  }

  private LintScope scope(NodeView view) {
    List<Cidr> networks = serviceCidrs.stream().flatMap(list -> list.cidrs().stream()).toList();
    boolean known = view.chosen().origin() != ChosenNode.Origin.MACHINE || onThisNode;
    return new LintScope(view.node(), known, networks);
  }

  private void write(NodeView view, List<LintFinding> findings) throws IOException {
    List<PlacedFinding> placed =
        findings.stream().map(one -> PlacedFinding.of(one, view.input().places())).toList();
    OutputStream out = environment.stdout();
    switch (format) {
      case TEXT -> {
        out.write(LintText.of(placed).getBytes(StandardCharsets.UTF_8));
        out.flush();
        new Diagnostics(environment).note(summary(findings));
      }
      case JSON -> LintJson.write(view.node().name(), placed, out);
      case SARIF -> SarifLog.write(placed, out);
    }
  }

  private static String summary(List<LintFinding> findings) {
    return count(findings, LintSeverity.ERROR)
        + ", "
        + count(findings, LintSeverity.WARNING)
        + ", "
        + count(findings, LintSeverity.NOTE);
  }

  private static String count(List<LintFinding> findings, LintSeverity severity) {
    long number = findings.stream().filter(one -> one.severity() == severity).count();
    return number + " " + severity.text() + (number == 1 ? "" : "s");
  }
}
