// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import java.util.Optional;
import picocli.CommandLine.Option;

/** kube-proxy's flags that say how traffic of pods on this node is told from all other. */
public final class LocalDetectorOptions {
  @Option(
      names = "--detect-local-mode",
      paramLabel = "MODE",
      description =
          "How traffic of local pods is told from other: ClusterCIDR (default), NodeCIDR,"
              + " BridgeInterface or InterfaceNamePrefix.")
  private Optional<DetectLocalMode> mode = Optional.empty();

  @Option(
      names = "--cluster-cidr",
      paramLabel = "CIDR[,CIDR]",
      description = "ClusterCIDR: the networks of all pods, at most one for each family.")
  private Optional<CidrList> clusterCidr = Optional.empty();

  @Option(
      names = "--pod-bridge-interface",
      paramLabel = "NAME",
      description = "BridgeInterface: the bridge the node's pods are connected to.")
  private Optional<String> bridge = Optional.empty();

  @Option(
      names = "--pod-interface-name-prefix",
      paramLabel = "PREFIX",
      description = "InterfaceNamePrefix: how the names of the pods' interfaces start.")
  private Optional<String> prefix = Optional.empty();

  /** The mode, if said. */
  public Optional<DetectLocalMode> mode() {
    return mode;
  }

  /** The networks of all pods, if said. */
  public Optional<CidrList> clusterCidr() {
    return clusterCidr;
  }

  /** The bridge, if said. */
  public Optional<String> bridge() {
    return bridge;
  }

  /** The prefix, if said. */
  public Optional<String> prefix() {
    return prefix;
  }
}
