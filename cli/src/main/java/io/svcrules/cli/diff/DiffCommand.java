// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.diff;

import io.svcrules.cli.env.Diagnostics;
import io.svcrules.cli.env.Environment;
import io.svcrules.cli.env.ExitStatus;
import io.svcrules.cli.live.ModeRemoval;
import io.svcrules.cli.live.UsedVariant;
import io.svcrules.cli.option.ReportFormat;
import io.svcrules.cli.option.VariantOptions;
import io.svcrules.cli.rules.NodeIpvs;
import io.svcrules.cli.rules.NodeRules;
import io.svcrules.cli.rules.NodeServices;
import io.svcrules.cli.rules.RulesOptions;
import io.svcrules.cli.rules.RulesUse;
import io.svcrules.cli.select.ServiceFilter;
import io.svcrules.iptables.kernel.IptablesVariant;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code svcrules diff}: prints what {@code svcrules apply} would change, and changes nothing. */
@Command(
    name = "diff",
    sortOptions = false,
    customSynopsis = "svcrules diff -f FILE... [OPTION...]",
    description =
        "Prints how the rules of this machine's kernel differ from those that the objects ask for:"
            + " a unified diff in the syntax of iptables-save, or with --mode=ipvs of ipvsadm and"
            + " others, service by service, then what all share, then what is gone. Changes nothing. Needs root. Flags of kube-proxy"
            + " can be pasted as they are.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  kubectl get services,endpointslices,nodes -A -o json |",
      "    svcrules diff -f - --cluster-cidr 10.244.0.0/16",
      "  SVCRULES_EXTERNAL_DIFF='diff -u --color=always' svcrules diff -f services.yaml",
      "  svcrules diff -f services.yaml --mode ipvs",
      "  svcrules diff -f services.yaml -o json | jq -r '.families[].groups[].cause'",
      "",
      "SVCRULES_EXTERNAL_DIFF names a program and its arguments; it gets two files, our rules in"
          + " the kernel and our rules as they should be, once for each family that differs.",
      "",
      "Exit status: 0 no difference; 1 differences; 2 wrong usage or unusable input; 3 the kernel's"
          + " rules cannot be reached: no iptables, its lock is held, no IPVS, or it lacks what all services"
          + " need; 4 not permitted: needs root; 5 as with apply, objects with mistakes, or services that"
          + " the kernel lacks something for, were left out, all others are compared.",
    })
public final class DiffCommand implements Callable<Integer> {
  /** Enough for a pipe at once: pipe(7), 64 KiB. */
  private static final int BUFFER = 1 << 16;

  private final Environment environment;
  private final Diagnostics diagnostics;

  @Mixin private RulesOptions rules;
  @Mixin private VariantOptions variant;

  @Option(
      names = "--exit-code",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOL",
      description = "Exit with 1 if there are differences (default true).")
  private boolean exitCode = true;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text (default): a unified diff; json: the same by cause.")
  private ReportFormat format = ReportFormat.TEXT;

  /** The command in a process. */
  public DiffCommand(Environment environment) {
    this.environment = environment;
    this.diagnostics = new Diagnostics(environment);
  }

  @Override
  public Integer call() throws IOException {
    Optional<NodeServices> made = rules.make(environment, ServiceFilter.ALL, RulesUse.COMPARE);
    if (made.isEmpty()) {
      return ExitStatus.USAGE;
    }
    IptablesVariant used = new UsedVariant(environment, rules.verbose()).choose(variant);
    Differences found = compare(made.get(), used);
    print(made.get(), used, found);
    found.all().forEach(difference -> difference.tell(diagnostics));
    return status(made.get(), found);
  }

  /** What was left out, as with apply, goes before that something differs: an error beyond 1. */
  private int status(NodeServices made, Differences found) {
    if (made.exitStatus() != ExitStatus.OK) {
      return made.exitStatus();
    }
    if (found.all().stream().anyMatch(Difference::leavesOut)) {
      return ExitStatus.LEFT_OUT;
    }
    boolean different = found.all().stream().anyMatch(difference -> !difference.isEmpty());
    return different && exitCode ? ExitStatus.DIFFERENT : ExitStatus.OK;
  }

  private Differences compare(NodeServices made, IptablesVariant used) {
    Comparison comparison = new Comparison(environment, used);
    return switch (made.mode()) {
      case IPTABLES -> comparison.of(NodeRules.of(made), ModeRemoval.options(made, environment));
      case IPVS -> {
        NodeIpvs node = NodeIpvs.of(made, environment.ipvs().wantsConnReuseMode());
        yield comparison.of(node.tellProblems(diagnostics));
      }
    };
  }

  private void print(NodeServices made, IptablesVariant used, Differences found)
      throws IOException {
    OutputStream out = new BufferedOutputStream(environment.stdout(), BUFFER);
    switch (format) {
      case TEXT -> printText(found, out);
      case JSON -> DiffJson.write(made.nodeName(), made.mode(), used, found, out);
    }
    out.flush();
  }

  private void printText(Differences found, OutputStream out) throws IOException {
    Optional<ExternalDiff> external = ExternalDiff.chosen(environment);
    for (Difference difference : found.all()) {
      if (external.isEmpty()) {
        difference.write(new ColouredDiff(out, environment.colourOut()));
      } else if (!difference.isEmpty()) {
        external.get().show(difference);
      }
    }
  }
}
