// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.apply;

import io.svcrules.cli.effect.EffectRun;
import io.svcrules.cli.env.Diagnostics;
import io.svcrules.cli.env.Environment;
import io.svcrules.cli.env.ExitStatus;
import io.svcrules.cli.live.FamilyResult;
import io.svcrules.cli.live.KernelTask;
import io.svcrules.cli.live.Leftovers;
import io.svcrules.cli.live.LiveRules;
import io.svcrules.cli.live.LiveServers;
import io.svcrules.cli.live.ResultReport;
import io.svcrules.cli.live.TaskRun;
import io.svcrules.cli.live.UsedVariant;
import io.svcrules.cli.option.ChangeOptions;
import io.svcrules.cli.option.ConntrackOptions;
import io.svcrules.cli.option.VariantOptions;
import io.svcrules.cli.rules.NodeIpvs;
import io.svcrules.cli.rules.NodeServices;
import io.svcrules.cli.rules.RulesOptions;
import io.svcrules.cli.rules.RulesUse;
import io.svcrules.cli.select.ServiceFilter;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.model.IpFamily;
import io.svcrules.model.resolve.ServiceTable;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code svcrules apply}: makes the kernel hold the rules it should hold. */
@Command(
    name = "apply",
    sortOptions = false,
    customSynopsis = "svcrules apply -f FILE... [OPTION...]",
    description =
        "Brings the rules of this machine's kernel, or with --mode=ipvs its virtual servers and all"
            + " they need, to those that the objects ask for. Changes what differs and nothing else:"
            + " rules of services that are not among the objects go, rules of others stay. Reads"
            + " back what the kernel holds then, and removes what the other mode left, rules of mode"
            + " ipvs in both variants of iptables. Sets the"
            + " kernel settings that rules need, such as route_localnet for node ports on localhost,"
            + " puts back what it had set once they no longer do,"
            + " and has the kernel forget UDP flows that no longer lead to a live endpoint"
            + " (--conntrack); connections of TCP stay, those to a removed endpoint in mode ipvs for"
            + " --drain-timeout. Says what it did on standard error. Needs root. Flags of kube-proxy can be pasted as they are.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  kubectl get services,endpointslices,nodes -A -o json |",
      "    svcrules apply -f - --cluster-cidr 10.244.0.0/16",
      "  svcrules apply -f services.yaml --dry-run",
      "  svcrules apply -f services.yaml --mode ipvs --ipvs-scheduler lc",
      "  svcrules apply -f services.yaml -o json | jq '.families[].summary'",
      "",
      "Exit status: 0 the kernel holds what it should; 1 it refused a change, or holds",
      "something else afterwards, or a setting or UDP flow could not be changed;",
      "2 wrong usage or unusable input, nothing applied; 3 the kernel's rules cannot be",
      "reached: no iptables, its lock is held, no IPVS, or it lacks what all services",
      "need; 4 not permitted: needs root; 5 objects with mistakes, or services that the",
      "kernel refuses or lacks something for, were left out, all others are applied, or",
      "a family is held up by ipsets of others under names of ours.",
      "Where other rules can do what the kernel lacks, that is only warned of.",
    })
public final class ApplyCommand implements Callable<Integer> {
  /** Enough for a pipe at once: pipe(7), 64 KiB. */
  private static final int BUFFER = 1 << 16;

  private final Environment environment;
  private final Diagnostics diagnostics;

  @Mixin private RulesOptions rules;
  @Mixin private VariantOptions variant;
  @Mixin private ConntrackOptions conntrack;

  @Mixin private ChangeOptions change;

  /** The command in a process. */
  public ApplyCommand(Environment environment) {
    this.environment = environment;
    this.diagnostics = new Diagnostics(environment);
  }

  @Override
  public Integer call() throws IOException {
    Optional<NodeServices> made = rules.make(environment, ServiceFilter.ALL, RulesUse.APPLY);
    if (made.isEmpty()) {
      return ExitStatus.USAGE;
    }
    IptablesVariant used = new UsedVariant(environment, rules.verbose()).choose(variant);
    Applying applying = applying(made.get(), used);
    new ResultReport(diagnostics).tellLeftOut(made.get().leftOut());
    TaskRun run = new TaskRun(diagnostics);
    run.status().add(made.get().exitStatus());
    List<FamilyResult> applied = run.all(applying.tasks());
    List<FamilyResult> removed = run.all(removals(applying, applied));
    print(
        new Applied(
            made.get().nodeName(), applying.mode(), used, change.isDryRun(), applied, removed));
    if (!applied.isEmpty()) {
      new Leftovers(environment.filters(), diagnostics).tell(used, families(made.get()));
    }
    return run.status().get();
  }

  private Applying applying(NodeServices made, IptablesVariant used) {
    LiveRules live = new LiveRules(environment, used, change.isDryRun());
    List<LiveRules> others = others(used);
    LiveServers servers =
        new LiveServers(environment, live, others, conntrack.forgets(), change.isDryRun());
    return switch (made.mode()) {
      case IPTABLES -> {
        EffectRun effects = new EffectRun(environment.effects(), conntrack, change.isDryRun());
        yield new RulesApplying(environment, made, live, others, servers, effects);
      }
      case IPVS -> {
        NodeIpvs node = NodeIpvs.of(made, environment.ipvs().wantsConnReuseMode());
        yield new ServersApplying(
            environment, node.tellProblems(diagnostics), live, servers, change.isDryRun());
      }
    };
  }

  private List<LiveRules> others(IptablesVariant used) {
    return Stream.of(IptablesVariant.values())
        .filter(other -> other != used)
        .map(other -> new LiveRules(environment, other, change.isDryRun()))
        .toList();
  }

  /** The other mode goes only where this one holds all that it should. */
  private static List<KernelTask> removals(Applying applying, List<FamilyResult> applied) {
    return applied.stream()
        .filter(FamilyResult::isComplete)
        .flatMap(result -> applying.removals(result).stream())
        .toList();
  }

  private static List<IpFamily> families(NodeServices made) {
    return made.tables().stream().map(ServiceTable::family).toList();
  }

  private void print(Applied all) throws IOException {
    OutputStream out = new BufferedOutputStream(environment.stdout(), BUFFER);
    switch (change.format()) {
      case TEXT -> all.writeCommands(out);
      case JSON -> ApplyJson.write(all, out);
    }
    out.flush();
  }
}
