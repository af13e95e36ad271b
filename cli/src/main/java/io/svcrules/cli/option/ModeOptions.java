// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What carries the traffic, and the file that kube-proxy is told it in. */
public final class ModeOptions {
  @Option(
      names = {"--mode", "--proxy-mode"},
      paramLabel = "MODE",
      description = "What carries the traffic of services: iptables (default) or ipvs.")
  private Optional<ProxyMode> mode = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "A KubeProxyConfiguration (v1alpha1) with the same settings; options on the command line"
              + " win over it.")
  private Optional<Path> config = Optional.empty();

  /** The mode, if said. */
  public Optional<ProxyMode> mode() {
    return mode;
  }

  /** The configuration file, if there is one. */
  public Optional<Path> config() {
    return config;
  }
}
