// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.render;

import io.svcrules.cli.env.Environment;
import io.svcrules.cli.env.ExitStatus;
import io.svcrules.cli.option.OutputFormat;
import io.svcrules.cli.option.ServiceOptions;
import io.svcrules.cli.rules.NodeRules;
import io.svcrules.cli.rules.RulesOptions;
import io.svcrules.cli.rules.RulesUse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code svcrules render}: prints the rules a node should have, and changes nothing. */
@Command(
    name = "render",
    sortOptions = false,
    customSynopsis = "svcrules render -f FILE... [OPTION...]",
    description =
        "Prints the iptables rules of one node. Data goes to standard output, words for people to"
            + " standard error. Flags of kube-proxy can be pasted as they are.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  svcrules render -f services.yaml",
      "  kubectl get services,endpointslices,nodes -A -o json |",
      "    svcrules render -f - --node node-1 --cluster-cidr 10.244.0.0/16",
      "  svcrules render -f cluster/ -R -n shop -l 'app in (web, db)' --family ipv4",
      "  svcrules render -f services.yaml --family ipv4 | iptables-restore --noflush",
      "  svcrules render -f services.yaml -o json | jq '.families[].services[].name'",
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
      description = "save (default): what iptables-restore takes; json: with the reason per rule.")
  private OutputFormat format = OutputFormat.SAVE;

  /** The command in a process. */
  public RenderCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    Optional<NodeRules> made = rules.make(environment, services.filter(), RulesUse.PRINT);
    if (made.isEmpty()) {
      return ExitStatus.USAGE;
    }
    OutputStream out = new BufferedOutputStream(environment.stdout(), BUFFER);
    write(made.get(), out);
    out.flush();
    return made.get().exitStatus();
  }

  private void write(NodeRules made, OutputStream out) throws IOException {
    switch (format) {
      case SAVE -> RestoreDocuments.write(made, out);
      case JSON -> RulesJson.write(made, out);
    }
  }
}
