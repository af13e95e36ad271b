// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.cleanup;

import io.svcrules.cli.effect.EffectReport;
import io.svcrules.cli.effect.Effects;
import io.svcrules.cli.effect.SysctlUndo;
import io.svcrules.cli.env.Diagnostics;
import io.svcrules.cli.env.Environment;
import io.svcrules.cli.env.ExitStatus;
import io.svcrules.cli.live.KernelReport;
import io.svcrules.cli.live.RestoreCommand;
import io.svcrules.cli.live.WorstStatus;
import io.svcrules.cli.option.LiveFamilyOptions;
import io.svcrules.cli.option.ReportFormat;
import io.svcrules.cli.option.VariantOptions;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.PacketFilterException;
import io.svcrules.model.IpFamily;
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

/** {@code svcrules cleanup}: removes all rules of services. */
@Command(
    name = "cleanup",
    sortOptions = false,
    customSynopsis = "svcrules cleanup [OPTION...]",
    description =
        "Removes all chains and rules of services from this machine's kernel, those that a"
            + " kube-proxy in mode iptables left behind among them, and nothing else; by default of"
            + " both families and of both variants of iptables. Says what it did on standard error."
            + " Needs root.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  svcrules cleanup --dry-run",
      "  svcrules cleanup",
      "  svcrules cleanup --iptables-variant=legacy --family=ipv6",
      "",
      "Exit status: 0 nothing of ours is left, but for chains that are named because rules of",
      "others jump there; 1 the kernel refused a change, or something is left; 2 wrong usage; 3 the",
      "kernel's rules cannot be reached: no iptables, or its lock is held; 4 not permitted: needs",
      "root.",
    })
public final class CleanupCommand implements Callable<Integer> {
  /** Enough for a pipe at once: pipe(7), 64 KiB. */
  private static final int BUFFER = 1 << 16;

  private final Environment environment;
  private final Diagnostics diagnostics;

  @Mixin private LiveFamilyOptions families;
  @Mixin private VariantOptions variant;

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
          "text (default): nothing, or with --dry-run the plan; json: each change, and what is"
              + " left.")
  private ReportFormat format = ReportFormat.TEXT;

  /** The command in a process. */
  public CleanupCommand(Environment environment) {
    this.environment = environment;
    this.diagnostics = new Diagnostics(environment);
  }

  @Override
  public Integer call() throws IOException {
    WorstStatus status = new WorstStatus();
    List<Cleaned> all = new ArrayList<>();
    List<IptablesVariant> absent = new ArrayList<>();
    for (IptablesVariant one : variants()) {
      for (IpFamily family : families.families()) {
        clean(family, one, status, absent).ifPresent(all::add);
      }
    }
    if (all.isEmpty() && !absent.isEmpty()) {
      status.add(ExitStatus.UNAVAILABLE);
    }
    // Rules that could not be removed may still need them.
    Effects undone =
        status.get() == ExitStatus.OK
            ? new SysctlUndo(environment.effects(), dryRun).run(families.families())
            : Effects.NONE;
    status.add(new EffectReport(diagnostics).tell("", undone, dryRun));
    print(all, undone);
    return status.get();
  }

  private List<IptablesVariant> variants() {
    return variant.variant().map(List::of).orElse(List.of(IptablesVariant.values()));
  }

  private Optional<Cleaned> clean(
      IpFamily family, IptablesVariant one, WorstStatus status, List<IptablesVariant> absent) {
    try {
      Cleaned cleaned = new Cleaning(environment, dryRun).clean(family, one);
      status.add(tell(cleaned));
      return Optional.of(cleaned);
    } catch (PacketFilterException e) {
      String where = family.kubernetesName() + " " + one.word() + ": ";
      if (e.kind() == PacketFilterException.Kind.UNAVAILABLE && variant.variant().isEmpty()) {
        // Of two variants one is often not installed, and then has no rules.
        diagnostics.note(where + "passed over: " + e.getMessage());
        absent.add(one);
      } else if (e.kind() == PacketFilterException.Kind.NOT_PERMITTED) {
        // The others would say the same.
        throw e;
      } else {
        status.add(new KernelReport(diagnostics).tell(where, e));
      }
      return Optional.empty();
    }
  }

  private int tell(Cleaned cleaned) {
    new KernelReport(diagnostics).tellHeld(cleaned.plan());
    diagnostics.note(cleaned.where() + cleaned.counts() + ", " + cleaned.milliseconds() + " ms");
    if (!dryRun && !cleaned.remaining().isEmpty()) {
      diagnostics.error(cleaned.where() + "rules are left; run it again");
      return ExitStatus.DIFFERENT;
    }
    return ExitStatus.OK;
  }

  private void print(List<Cleaned> all, Effects undone) throws IOException {
    OutputStream out = new BufferedOutputStream(environment.stdout(), BUFFER);
    switch (format) {
      case TEXT -> {
        if (dryRun) {
          for (Cleaned cleaned : all) {
            RestoreCommand.write(cleaned.plan(), cleaned.variant(), out);
          }
          EffectReport.writeCommands("", undone, out);
        }
      }
      case JSON -> CleanupJson.write(all, undone, dryRun, out);
    }
    out.flush();
  }
}
