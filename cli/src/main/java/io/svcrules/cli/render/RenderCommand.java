// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.render;

import io.svcrules.cli.env.Diagnostics;
import io.svcrules.cli.env.Environment;
import io.svcrules.cli.env.ExitStatus;
import io.svcrules.cli.env.UsageException;
import io.svcrules.cli.option.IpvsPart;
import io.svcrules.cli.option.OutputFormat;
import io.svcrules.cli.option.ServiceOptions;
import io.svcrules.cli.rules.NodeIpvs;
import io.svcrules.cli.rules.NodeRules;
import io.svcrules.cli.rules.NodeServices;
import io.svcrules.cli.rules.RulesOptions;
import io.svcrules.cli.rules.RulesUse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code svcrules render}: prints the rules a node should have, and changes nothing. */
@Command(
    name = "render",
    sortOptions = false,
    customSynopsis = "svcrules render -f FILE... [OPTION...]",
    description =
        "Prints the iptables rules of one node, or its virtual servers and all they need. Data goes"
            + " to standard output, words for people to standard error. Flags of kube-proxy can be pasted as they are.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  svcrules render -f services.yaml",
      "  kubectl get services,endpointslices,nodes -A -o json |",
      "    svcrules render -f - --node node-1 --cluster-cidr 10.244.0.0/16",
      "  svcrules render -f cluster/ -R -n shop -l 'app in (web, db)' --family ipv4",
      "  svcrules render -f services.yaml --family ipv4 | iptables-restore --noflush",
      "  svcrules render -f services.yaml -o json | jq '.families[].services[].name'",
      "  svcrules render -f services.yaml --mode ipvs --part ipvsadm | ipvsadm -R",
      "",
      "Exit status: 0 all well; 2 wrong usage or unusable input, nothing printed;",
      "5 objects with mistakes were left out, all others are printed.",
    })
public final class RenderCommand implements Callable<Integer> {
  /** Enough for a pipe at once: pipe(7), 64 KiB. */
  private static final int BUFFER = 1 << 16;

  private final Environment environment;

  @Mixin private RulesOptions rules;
  @Mixin private ServiceOptions services;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description =
          "save (default): what iptables-restore takes, or with --mode=ipvs what all the commands"
              + " take; json: with the reasons.")
  private OutputFormat format = OutputFormat.SAVE;

  @Option(
      names = "--part",
      paramLabel = "PART",
      description =
          "With --mode=ipvs, only what one command reads: sysctl, ipset, iptables, addresses (ip"
              + " -batch) or ipvsadm. Repeatable.")
  private List<IpvsPart> parts = new ArrayList<>();

  /** The command in a process. */
  public RenderCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    Optional<NodeServices> made = rules.make(environment, services.filter(), RulesUse.PRINT);
    if (made.isEmpty()) {
      return ExitStatus.USAGE;
    }
    OutputStream out = new BufferedOutputStream(environment.stdout(), BUFFER);
    switch (made.get().mode()) {
      case IPTABLES -> writeRules(made.get(), out);
      case IPVS -> writeIpvs(made.get(), out);
    }
    out.flush();
    return made.get().exitStatus();
  }

  private void writeRules(NodeServices made, OutputStream out) throws IOException {
    if (!parts.isEmpty()) {
      throw new UsageException("--part is for --mode=ipvs");
    }
    switch (format) {
      case SAVE -> RestoreDocuments.write(made, out);
      case JSON -> RulesJson.write(NodeRules.of(made), out);
    }
  }

  private void writeIpvs(NodeServices made, OutputStream out) throws IOException {
    if (!parts.isEmpty() && format == OutputFormat.JSON) {
      throw new UsageException("--part is for -o save");
    }
    // What the kernel at hand needs is not asked: the output is the same on every machine.
    NodeIpvs node = NodeIpvs.of(made, false).tellProblems(new Diagnostics(environment));
    switch (format) {
      case SAVE -> IpvsDocuments.write(node, chosenParts(), out);
      case JSON -> IpvsJson.write(node, out);
    }
  }

  private List<IpvsPart> chosenParts() {
    return parts.isEmpty()
        ? List.of(IpvsPart.values())
        : Stream.of(IpvsPart.values()).filter(parts::contains).toList();
  }
}
