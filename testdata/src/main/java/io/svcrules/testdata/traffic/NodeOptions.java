// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

/**
 * The options of a node that decide what becomes of packets.
 *
 * @param detection how traffic of pods is told from all other
 * @param masqueradeAll {@code --masquerade-all}
 * @param localhostNodePorts {@code --iptables-localhost-nodeports}
 * @param primaryNodePortsOnly whether node ports answer on the node's primary address only, not on
 *     all its addresses ({@code --nodeport-addresses})
 * @param largeCluster whether other services have so many endpoints that rules take their short
 *     form
 */
public record NodeOptions(
    PodDetection detection,
    boolean masqueradeAll,
    boolean localhostNodePorts,
    boolean primaryNodePortsOnly,
    boolean largeCluster) {
  /** What most clusters have. */
  public static final NodeOptions DEFAULT = detecting(PodDetection.CLUSTER_CIDR);

  /** The default but for pod detection. */
  public static NodeOptions detecting(PodDetection detection) {
    return new NodeOptions(detection, false, true, false, false);
  }

  /** These options with {@code --masquerade-all}. */
  public NodeOptions withMasqueradeAll() {
    return new NodeOptions(detection, true, localhostNodePorts, primaryNodePortsOnly, largeCluster);
  }

  /** These options without node ports on loopback addresses. */
  public NodeOptions withoutLocalhostNodePorts() {
    return new NodeOptions(detection, masqueradeAll, false, primaryNodePortsOnly, largeCluster);
  }

  /** These options with node ports on the primary address only. */
  public NodeOptions withPrimaryNodePortsOnly() {
    return new NodeOptions(detection, masqueradeAll, localhostNodePorts, true, largeCluster);
  }

  /** These options in a large cluster. */
  public NodeOptions withLargeCluster() {
    return new NodeOptions(
        detection, masqueradeAll, localhostNodePorts, primaryNodePortsOnly, true);
  }

  /** What differs from nothing: {@code pods by CLUSTER_CIDR, masquerade all}. */
  @Override
  public String toString() {
    return "pods by "
        + detection
        + (masqueradeAll ? ", masquerade all" : "")
        + (localhostNodePorts ? "" : ", no localhost node ports")
        + (primaryNodePortsOnly ? ", node ports on primary address" : "")
        + (largeCluster ? ", large cluster" : "");
  }
}
