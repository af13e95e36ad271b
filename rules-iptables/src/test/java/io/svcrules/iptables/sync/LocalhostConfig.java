// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.iptables.compile.NodePortAddresses;
import io.svcrules.model.Cidr;
import io.svcrules.model.Node;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.sync.ClusterChange;
import java.util.List;

/** Settings by which localhost node ports depend on the node, which may change. */
final class LocalhostConfig {
  static final String ROUTE_LOCALNET = "net.ipv4.conf.all.route_localnet";

  static final SyncSettings SETTINGS =
      new SyncSettings(ResolveOptions.DEFAULT, LocalhostConfig::config);

  /** Makes node ports answer on localhost, among all addresses. */
  static final ClusterChange WANTED = new ClusterChange.SetNode(Objects.NODE);

  /** Makes node ports answer on addresses of one network only. */
  static final ClusterChange UNWANTED =
      new ClusterChange.SetNode(
          new Node("node-1", Objects.NODE.labels(), List.of(Cidr.parse("10.9.0.0/16")), List.of()));

  private LocalhostConfig() {}

  private static IptablesConfig config(Node node) {
    IptablesConfig all = IptablesConfig.DEFAULT;
    return new IptablesConfig(
        all.localDetector(),
        all.masqueradeAll(),
        all.masqueradeBit(),
        all.localhostNodePorts(),
        new NodePortAddresses(node.podCidrs(), false),
        all.nodeAddresses(),
        all.comments(),
        all.randomFully(),
        all.dropInvalid());
  }
}
