// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import io.svcrules.model.resolve.ResolveOptions;
import picocli.CommandLine.Option;

/** Where an operator may choose which endpoints and addresses a Service has. */
public final class ResolutionOptions {
  @Option(
      names = "--topology",
      paramLabel = "RULE",
      description =
          "When topology hints count: current (default), or 1.30 for the rule of Kubernetes 1.30,"
              + " which wants an annotation.")
  private TopologyChoice topology = TopologyChoice.CURRENT;

  @Option(
      names = "--allow-external-ips",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOL",
      description =
          "Serve spec.externalIPs (default true). They let anyone who may write a Service take"
              + " over an address: CVE-2020-8554.")
  private boolean allowExternalIps = true;

  /** Whether {@code spec.externalIPs} are served. */
  public boolean allowsExternalIps() {
    return allowExternalIps;
  }

  /** What the resolver is told. */
  public ResolveOptions resolveOptions() {
    return new ResolveOptions(topology.rule(), allowExternalIps);
  }
}
