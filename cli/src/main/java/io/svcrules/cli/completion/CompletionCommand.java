// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.completion;

import io.svcrules.cli.env.Environment;
import io.svcrules.cli.env.ExitStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code svcrules completion}: prints the script by which a shell completes the command line. */
@Command(
    name = "completion",
    sortOptions = false,
    customSynopsis = "svcrules completion bash|zsh|fish",
    description = "Prints the script by which a shell completes svcrules command lines.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(svcrules completion bash)",
      "  source <(svcrules completion zsh)",
      "  svcrules completion fish > ~/.config/fish/completions/svcrules.fish",
    })
public final class CompletionCommand implements Callable<Integer> {
  private final Environment environment;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
  private Shell shell;

  /** The command in a process. */
  public CompletionCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    OutputStream out = environment.stdout();
    out.write(shell.script(spec.root().commandLine()).getBytes(StandardCharsets.UTF_8));
    out.flush();
    return ExitStatus.OK;
  }
}
