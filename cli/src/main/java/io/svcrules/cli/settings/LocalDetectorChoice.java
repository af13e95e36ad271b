// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.settings;

import io.svcrules.cli.env.UsageException;
import io.svcrules.cli.option.DetectLocalMode;
import io.svcrules.cli.option.InterfaceName;
import io.svcrules.iptables.compile.LocalDetector;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Node;
import java.util.List;
import java.util.Optional;

/**
 * What was said about how traffic of local pods is told from other.
 *
 * @param mode the mode, if said
 * @param clusterCidrs the networks of all pods
 * @param bridge the bridge, or an empty text
 * @param prefix how the names of the pods' interfaces start, or an empty text
 */
public record LocalDetectorChoice(
    Optional<DetectLocalMode> mode, List<Cidr> clusterCidrs, String bridge, String prefix) {
  /** Copies the networks. */
  public LocalDetectorChoice {
    clusterCidrs = List.copyOf(clusterCidrs);
  }

  /**
   * The detector.
   *
   * @throws UsageException if the mode needs something that was not said
   */
  public LocalDetector detector(Node node) {
    checkClusterCidrs();
    return switch (mode.orElse(DetectLocalMode.CLUSTER_CIDR)) {
      case CLUSTER_CIDR ->
          clusterCidrs.isEmpty()
              ? LocalDetector.None.NONE
              : new LocalDetector.PodCidr(clusterCidrs);
      case NODE_CIDR -> nodeCidr(node);
      case BRIDGE_INTERFACE ->
          LocalDetector.PodInterface.bridge(
              interfaceName("--pod-bridge-interface", bridge, InterfaceName.LONGEST));
      // One character goes to the + behind it.
      case INTERFACE_NAME_PREFIX ->
          LocalDetector.PodInterface.prefix(
              interfaceName("--pod-interface-name-prefix", prefix, InterfaceName.LONGEST - 1));
    };
  }

  /** Whether ClusterCIDR was asked for in vain. */
  public boolean lacksClusterCidr() {
    return mode.equals(Optional.of(DetectLocalMode.CLUSTER_CIDR)) && clusterCidrs.isEmpty();
  }

  private void checkClusterCidrs() {
    for (IpFamily family : IpFamily.values()) {
      long count = clusterCidrs.stream().filter(cidr -> cidr.family() == family).count();
      if (count > 1) {
        throw new UsageException(
            "--cluster-cidr: found "
                + count
                + " "
                + family.kubernetesName()
                + " networks, expected at most one of each family");
      }
    }
  }

  private static LocalDetector nodeCidr(Node node) {
    if (node.podCidrs().isEmpty()) {
      throw new UsageException(
          "--detect-local-mode=NodeCIDR needs spec.podCIDRs of Node "
              + node.name()
              + ", which was not read; add the object with -f, or use another mode");
    }
    return new LocalDetector.PodCidr(node.podCidrs());
  }

  private String interfaceName(String option, String name, int longest) {
    if (name.isEmpty()) {
      throw new UsageException(
          "--detect-local-mode="
              + mode.map(DetectLocalMode::toString).orElse("")
              + " needs "
              + option);
    }
    try {
      return InterfaceName.checked(name, longest);
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + ": " + e.getMessage());
    }
  }
}
