// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.apply;

import io.svcrules.cli.effect.EffectReport;
import io.svcrules.cli.effect.EffectRun;
import io.svcrules.cli.env.Diagnostics;
import io.svcrules.cli.env.Environment;
import io.svcrules.cli.env.ExitStatus;
import io.svcrules.cli.live.KernelReport;
import io.svcrules.cli.live.Leftovers;
import io.svcrules.cli.live.RestoreCommand;
import io.svcrules.cli.live.UsedVariant;
import io.svcrules.cli.live.WorstStatus;
import io.svcrules.cli.option.ConntrackOptions;
import io.svcrules.cli.option.ReportFormat;
import io.svcrules.cli.option.VariantOptions;
import io.svcrules.cli.rules.FamilyRules;
import io.svcrules.cli.rules.NodeRules;
import io.svcrules.cli.rules.RulesOptions;
import io.svcrules.cli.rules.RulesUse;
import io.svcrules.cli.select.ServiceFilter;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.PacketFilterException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code svcrules apply}: makes the kernel hold the rules it should hold. */
@Command(
    name = "apply",
    sortOptions = false,
    customSynopsis = "svcrules apply -f FILE... [OPTION...]",
    description =
        "Brings the rules of this machine's kernel to those that the objects ask for. Changes what"
            + " differs and nothing else: rules of services that are not among the objects go, rules"
            + " of others stay. Reads back what the kernel holds then. Says what it did on standard"
            + " error. Needs root. Flags of kube-proxy can be pasted as they are.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  kubectl get services,endpointslices,nodes -A -o json |",
      "    svcrules apply -f - --cluster-cidr 10.244.0.0/16",
      "  svcrules apply -f services.yaml --dry-run",
      "  svcrules apply -f services.yaml -o json | jq '.families[].summary'",
      "",
      "Exit status: 0 the kernel holds what it should; 1 it refused a change, or holds something",
      "else afterwards; 2 wrong usage or unusable input, nothing applied; 3 the kernel's rules",
      "cannot be reached: no iptables, or its lock is held; 4 not permitted: needs root; 5 objects",
      "with mistakes, or services that the kernel refuses, were left out, all others are applied.",
    })
public final class ApplyCommand implements Callable<Integer> {
  /** Enough for a pipe at once: pipe(7), 64 KiB. */
  private static final int BUFFER = 1 << 16;

  private final Environment environment;
  private final Diagnostics diagnostics;

  @Mixin private RulesOptions rules;
  @Mixin private VariantOptions variant;
  @Mixin private ConntrackOptions conntrack;

  @Option(
      names = "--dry-run",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOL",
      description = "Print the lines that iptables-restore would be given, and change nothing.")
  private boolean dryRun;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description =
          "text (default): nothing, or with --dry-run the plan; json: each change with its cause,"
              + " and what became of it.")
  private ReportFormat format = ReportFormat.TEXT;

  /** The command in a process. */
  public ApplyCommand(Environment environment) {
    this.environment = environment;
    this.diagnostics = new Diagnostics(environment);
  }

  @Override
  public Integer call() throws IOException {
    Optional<NodeRules> made = rules.make(environment, ServiceFilter.ALL, RulesUse.APPLY);
    if (made.isEmpty()) {
      return ExitStatus.USAGE;
    }
    IptablesVariant used = new UsedVariant(environment, rules.verbose()).choose(variant);
    new ResultReport(diagnostics).tellLeftOut(made.get().leftOut());
    WorstStatus status = new WorstStatus();
    status.add(made.get().exitStatus());
    List<FamilyResult> results = results(made.get(), used, status);
    print(made.get(), used, results);
    if (!results.isEmpty()) {
      new Leftovers(environment.filters(), diagnostics)
          .tell(used, made.get().families().stream().map(FamilyRules::family).toList());
    }
    return status.get();
  }

  /** What became of each family; one that fails does not keep the other from its rules. */
  private List<FamilyResult> results(NodeRules made, IptablesVariant used, WorstStatus status) {
    EffectRun effects = new EffectRun(environment.effects(), conntrack, dryRun);
    FamilyApply apply = new FamilyApply(environment, used, effects);
    List<FamilyResult> results = new ArrayList<>();
    for (FamilyRules family : made.families()) {
      try {
        FamilyResult result = dryRun ? apply.plan(family) : apply.apply(family);
        new ResultReport(diagnostics).tell(result);
        status.add(result.status());
        results.add(result);
      } catch (PacketFilterException e) {
        String where = family.family().kubernetesName() + ": ";
        status.add(new KernelReport(diagnostics).tell(where, e));
      }
    }
    return results;
  }

  private void print(NodeRules made, IptablesVariant used, List<FamilyResult> results)
      throws IOException {
    OutputStream out = new BufferedOutputStream(environment.stdout(), BUFFER);
    switch (format) {
      case TEXT -> {
        if (dryRun) {
          for (FamilyResult result : results) {
            RestoreCommand.write(result.plan(), used, out);
            String where = result.family().kubernetesName() + ": ";
            EffectReport.writeCommands(where, result.effects(), out);
          }
        }
      }
      case JSON -> ApplyJson.write(made.nodeName(), used, dryRun, results, out);
    }
    out.flush();
  }
}
