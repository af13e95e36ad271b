// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import io.svcrules.cli.env.Environment;
import io.svcrules.model.manifest.ManifestFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Where objects come from. */
public final class ManifestOptions {
  @Option(
      names = {"-f", "--filename"},
      required = true,
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

  /** The manifests that the options name. */
  public ManifestFiles.Listing find(Environment environment) {
    List<String> arguments = files.stream().map(Path::toString).toList();
    return ManifestFiles.find(arguments, environment.directory(), recursive, environment.stdin());
  }
}
