// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import io.svcrules.cli.env.Environment;
import io.svcrules.model.manifest.ManifestFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where objects come from. */
public final class ManifestOptions {
  @Option(
      names = {"-f", "--filename"},
      paramLabel = "FILE",
      description =
          "A file or directory with Services, EndpointSlices, Endpoints and Nodes in YAML or JSON;"
              + " - is standard input. Repeatable.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = {"-R", "--recursive"},
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOL",
      description = "Look into directories within directories, too.")
  private boolean recursive;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Whether the options name any. */
  public boolean areGiven() {
    return !files.isEmpty();
  }

  /**
   * The manifests that the options name.
   *
   * @throws ParameterException if they name none
   */
  public ManifestFiles.Listing find(Environment environment) {
    if (files.isEmpty()) {
      throw new ParameterException(
          command.commandLine(), "Missing required option: '--filename=FILE'");
    }
    List<String> arguments = files.stream().map(Path::toString).toList();
    return ManifestFiles.find(arguments, environment.directory(), recursive, environment.stdin());
  }
}
