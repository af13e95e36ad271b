// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.dump;

import io.svcrules.cli.env.Environment;
import io.svcrules.cli.env.ExitStatus;
import io.svcrules.cli.live.LiveRules;
import io.svcrules.cli.live.LiveServers;
import io.svcrules.cli.option.LiveFamilyOptions;
import io.svcrules.cli.option.ProxyMode;
import io.svcrules.cli.option.ReportFormat;
import io.svcrules.cli.option.VariantOptions;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.diff.OurRules;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.text.RulesetWriter;
import io.svcrules.ipvs.IpvsSnapshot;
import io.svcrules.ipvs.plan.OurState;
import io.svcrules.ipvs.plan.PlanOptions;
import io.svcrules.model.IpFamily;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code svcrules dump}: prints the rules of services that the kernel holds. */
@Command(
    name = "dump",
    sortOptions = false,
    customSynopsis = "svcrules dump [OPTION...]",
    description =
        "Prints the rules of services that this machine's kernel holds, whoever wrote them: their"
            + " chains, and the jumps there in built-in chains; or their virtual servers and all they"
            + " need. Changes nothing. Needs root.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  svcrules dump",
      "  svcrules dump --family ipv4 | grep default/web",
      "  svcrules dump --mode ipvs",
      "  svcrules dump --iptables-variant=legacy -o json",
      "",
      "Exit status: 0 all well; 2 wrong usage; 3 the kernel's rules cannot be reached:",
      "no iptables, its lock is held, or no IPVS; 4 not permitted: needs root.",
    })
public final class DumpCommand implements Callable<Integer> {
  /** Enough for a pipe at once: pipe(7), 64 KiB. */
  private static final int BUFFER = 1 << 16;

  private final Environment environment;

  @Option(
      names = {"--mode", "--proxy-mode"},
      paramLabel = "MODE",
      description =
          "iptables (default): chains of services; ipvs: their virtual servers, sets, addresses and"
              + " rules.")
  private ProxyMode mode = ProxyMode.IPTABLES;

  @Mixin private LiveFamilyOptions families;
  @Mixin private VariantOptions variant;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description =
          "text (default): as iptables-save prints them, and with --mode=ipvs ipvsadm -Sn, ipset save"
              + " and others; json: the same for programs.")
  private ReportFormat format = ReportFormat.TEXT;

  /** The command in a process. */
  public DumpCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    IptablesVariant used = variant.variant().orElseGet(environment.filters()::detect);
    LiveRules live = new LiveRules(environment, used, false);
    OutputStream out = new BufferedOutputStream(environment.stdout(), BUFFER);
    switch (mode) {
      case IPTABLES -> dumpRules(live, out);
      case IPVS -> dumpServers(live, out);
    }
    out.flush();
    return ExitStatus.OK;
  }

  private void dumpRules(LiveRules live, OutputStream out) throws IOException {
    List<Ruleset> rulesets = new ArrayList<>();
    for (IpFamily family : families.families()) {
      rulesets.add(OurRules.of(live.read(family)));
    }
    switch (format) {
      case TEXT -> writeText(live.variant(), rulesets, out);
      case JSON -> LiveJson.write(live.variant(), rulesets, out);
    }
  }

  private void dumpServers(LiveRules live, OutputStream out) throws IOException {
    LiveServers servers = new LiveServers(environment, live, false);
    PlanOptions options = PlanOptions.ofRemoval(List.of(), environment.ipvs().nodeAddresses());
    List<IpvsSnapshot> found = new ArrayList<>();
    for (IpFamily family : families.families()) {
      found.add(ours(servers.read(family), options));
    }
    switch (format) {
      case TEXT -> ServersText.write(live.variant(), found, out);
      case JSON -> ServersJson.write(live.variant(), found, out);
    }
  }

  private static IpvsSnapshot ours(IpvsSnapshot found, PlanOptions options) {
    return IpvsSnapshot.of(
        OurState.ours(found.state(), options), found.connections(), found.uptimeSeconds());
  }

  private static void writeText(IptablesVariant used, List<Ruleset> rulesets, OutputStream out)
      throws IOException {
    for (Ruleset ruleset : rulesets) {
      String header =
          "# " + ruleset.family().kubernetesName() + ": " + used.saveCommand(ruleset.family());
      out.write((header + "\n").getBytes(StandardCharsets.UTF_8));
      RulesetWriter.writeSaved(ruleset, out);
    }
  }
}
