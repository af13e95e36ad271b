// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code svcrules} itself, which does nothing without one of the commands below it. */
@Command(
    name = "svcrules",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Kubernetes Services as the exact rules of one Linux node.",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  svcrules render -f services.yaml",
      "  svcrules diff -f services.yaml",
      "  svcrules apply -f services.yaml --dry-run",
      "  svcrules apply --help",
      "  source <(svcrules completion bash)",
    })
final class SvcrulesCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected a command");
  }
}
