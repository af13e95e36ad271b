// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.settings;

import io.svcrules.cli.env.Environment;
import io.svcrules.cli.option.IptablesOptions;
import io.svcrules.cli.option.IpvsOptions;
import io.svcrules.cli.option.LocalDetectorOptions;
import io.svcrules.cli.option.ModeOptions;
import io.svcrules.cli.option.NodeOptions;
import io.svcrules.model.IpAddress;
import io.svcrules.model.KubeProxyConfig;
import io.svcrules.model.manifest.KubeProxyConfigReader;
import io.svcrules.model.manifest.KubeProxyConfigReading;
import io.svcrules.model.manifest.ManifestSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;

/** All options that kube-proxy has too, as flags or in its configuration file. */
public final class ProxyOptions {
  private static final KubeProxyConfig NO_CONFIG =
      new KubeProxyConfig(
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          new KubeProxyConfig.Iptables(Optional.empty(), OptionalInt.empty(), Optional.empty()),
          new KubeProxyConfig.Ipvs(
              Optional.empty(),
              List.of(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty()));

  @Mixin private ModeOptions mode;
  @Mixin private NodeOptions node;
  @Mixin private LocalDetectorOptions localDetector;
  @Mixin private IptablesOptions iptables;
  @Mixin private IpvsOptions ipvs;

  /** Reads the configuration file; an empty configuration if none was named. */
  public KubeProxyConfigReading readConfig(Environment environment) {
    if (mode.config().isEmpty()) {
      return new KubeProxyConfigReading(Optional.of(NO_CONFIG), List.of());
    }
    Path named = mode.config().get();
    Path file = environment.directory().resolve(named);
    return KubeProxyConfigReader.read(
        new ManifestSource(named.toString(), () -> Files.newInputStream(file)));
  }

  /** The addresses the node is given; empty if it is given none. */
  public List<IpAddress> nodeIps() {
    return node.nodeIps();
  }

  /** The options together with a configuration, over which they win. */
  public ProxySettings settings(KubeProxyConfig config) {
    return new ProxySettings(mode, node, localDetector, iptables, ipvs, config);
  }
}
