// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.cleanup;

import io.svcrules.cli.effect.EffectReport;
import io.svcrules.cli.effect.Effects;
import io.svcrules.cli.effect.SysctlUndo;
import io.svcrules.cli.env.Diagnostics;
import io.svcrules.cli.env.Environment;
import io.svcrules.cli.env.IpvsTables;
import io.svcrules.cli.live.FamilyResult;
import io.svcrules.cli.live.KernelTask;
import io.svcrules.cli.live.LiveRules;
import io.svcrules.cli.live.LiveServers;
import io.svcrules.cli.live.TaskRun;
import io.svcrules.cli.option.ChangeOptions;
import io.svcrules.cli.option.CidrList;
import io.svcrules.cli.option.LiveFamilyOptions;
import io.svcrules.cli.option.ProxyMode;
import io.svcrules.cli.option.VariantOptions;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.plan.CleanupScope;
import io.svcrules.ipvs.plan.ModeChains;
import io.svcrules.ipvs.plan.PlanOptions;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpFamily;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code svcrules cleanup}: removes all rules of services. */
@Command(
    name = "cleanup",
    sortOptions = false,
    customSynopsis = "svcrules cleanup [OPTION...]",
    description =
        "Removes all chains and rules of services from this machine's kernel, their virtual servers,"
            + " sets and addresses, those that a kube-proxy left behind among them, and nothing else;"
            + " by default of both modes, both families and both variants of iptables. With one variant"
            + " only, what rules of mode ipvs in the other one need stays. Puts back the"
            + " kernel settings that apply changed, if the rules of IPv4 go; flows that the kernel"
            + " remembers are left alone. Says what it did on standard error. Needs root.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  svcrules cleanup --dry-run",
      "  svcrules cleanup",
      "  svcrules cleanup --mode=ipvs --ipvs-exclude-cidrs=192.0.2.0/24",
      "  svcrules cleanup --iptables-variant=legacy --family=ipv6",
      "",
      "Exit status: 0 nothing of ours is left, but for what is named because rules of",
      "others or of the other variant need it; 1 the kernel refused a change,",
      "something is left, or a setting could not be put back; 2 wrong usage;",
      "3 the kernel's rules cannot be reached: no iptables, or its lock is held;",
      "4 not permitted: needs root.",
    })
public final class CleanupCommand implements Callable<Integer> {
  /** Enough for a pipe at once: pipe(7), 64 KiB. */
  private static final int BUFFER = 1 << 16;

  private final Environment environment;
  private final Diagnostics diagnostics;

  private final Map<IptablesVariant, LiveRules> lives = new EnumMap<>(IptablesVariant.class);

  @Option(
      names = {"--mode", "--proxy-mode"},
      paramLabel = "MODE",
      description = "iptables or ipvs: remove what this mode left; without it, what both left.")
  private ProxyMode mode;

  @Option(
      names = "--ipvs-exclude-cidrs",
      paramLabel = "CIDR[,CIDR]",
      description = "Networks whose addresses and virtual servers are left to others. Repeatable.")
  private List<CidrList> excludeCidrs = new ArrayList<>();

  @Mixin private LiveFamilyOptions families;
  @Mixin private VariantOptions variant;

  @Mixin private ChangeOptions change;

  /** The command in a process. */
  public CleanupCommand(Environment environment) {
    this.environment = environment;
    this.diagnostics = new Diagnostics(environment);
  }

  @Override
  public Integer call() throws IOException {
    TaskRun run = new TaskRun(diagnostics);
    SysctlUndo undo = new SysctlUndo(environment.effects(), change.isDryRun());
    List<FamilyResult> all = run.all(ruleTasks(family -> putBack(family, undo, run)));
    run.requireSome(all);
    if (mode != ProxyMode.IPTABLES) {
      all.addAll(run.all(serverTasks()));
    }
    print(all, undo.done());
    return run.status().get();
  }

  /** Puts back what rules of mode iptables need that are about to go, and says so at once. */
  private Effects putBack(IpFamily family, SysctlUndo undo, TaskRun run) {
    if (mode != ProxyMode.IPVS) {
      Effects undone = undo.before(family);
      run.status().add(new EffectReport(diagnostics).tell("", undone, change.isDryRun()));
    }
    return Effects.NONE;
  }

  /** Rules go first, in every variant: as long as one looks into a set, the set cannot go. */
  private List<KernelTask> ruleTasks(Function<IpFamily, Effects> first) {
    List<KernelTask> tasks = new ArrayList<>();
    for (IptablesVariant one : variants()) {
      LiveRules live = live(one);
      for (IpFamily family : families.families()) {
        String where = family.kubernetesName() + " " + one.word();
        // Of two variants one is often not installed, and then has no rules.
        tasks.add(
            new KernelTask(
                where,
                variant.variant().isEmpty(),
                () ->
                    Optional.of(
                        live.remove(family, where, this::scope, () -> first.apply(family)))));
      }
    }
    return tasks;
  }

  private CleanupScope scope(Ruleset found) {
    if (mode == null) {
      return ModeChains.both();
    }
    return switch (mode) {
      case IPTABLES -> ModeChains.iptables(found);
      case IPVS -> ModeChains.ipvs(found);
    };
  }

  private List<KernelTask> serverTasks() {
    IpvsTables tables = environment.ipvs();
    if (mode == null && !tables.isLoaded() && !tables.isPresent()) {
      return List.of();
    }
    IptablesVariant used = variant.variant().orElseGet(environment.filters()::detect);
    LiveServers servers =
        new LiveServers(environment, live(used), others(used), true, change.isDryRun());
    PlanOptions options = PlanOptions.ofRemoval(excluded(), tables.nodeAddresses());
    List<KernelTask> tasks = new ArrayList<>();
    for (IpFamily family : families.families()) {
      String where = family.kubernetesName() + " ipvs";
      tasks.add(
          new KernelTask(
              where,
              mode == null,
              () ->
                  Optional.of(
                      needing(used, family)
                          .map(needing -> servers.leave(family, where, needing))
                          .orElseGet(() -> servers.remove(family, where, options)))));
    }
    return tasks;
  }

  /** Another variant whose rules stay, and need the virtual servers. */
  private Optional<IptablesVariant> needing(IptablesVariant used, IpFamily family) {
    return variant.variant().isEmpty()
        ? Optional.empty()
        : others(used).stream()
            .filter(other -> other.hasRulesOfIpvs(family))
            .map(LiveRules::variant)
            .findFirst();
  }

  private List<LiveRules> others(IptablesVariant used) {
    return Stream.of(IptablesVariant.values())
        .filter(other -> other != used)
        .map(this::live)
        .toList();
  }

  private LiveRules live(IptablesVariant one) {
    return lives.computeIfAbsent(one, v -> new LiveRules(environment, v, change.isDryRun()));
  }

  private List<Cidr> excluded() {
    return excludeCidrs.stream().flatMap(list -> list.cidrs().stream()).toList();
  }

  private List<IptablesVariant> variants() {
    return variant.variant().map(List::of).orElse(List.of(IptablesVariant.values()));
  }

  private void print(List<FamilyResult> all, Effects undone) throws IOException {
    OutputStream out = new BufferedOutputStream(environment.stdout(), BUFFER);
    switch (change.format()) {
      case TEXT -> {
        if (change.isDryRun()) {
          EffectReport.writeCommands("", undone, out);
          for (FamilyResult result : all) {
            result.writeCommands(out);
          }
        }
      }
      case JSON -> CleanupJson.write(all, undone, change.isDryRun(), out);
    }
    out.flush();
  }
}
