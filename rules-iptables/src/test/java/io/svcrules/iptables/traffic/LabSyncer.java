// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.NftPacketFilter;
import io.svcrules.iptables.kernel.ProcessRunner;
import io.svcrules.iptables.kernel.RestoreProbe;
import io.svcrules.iptables.kernel.flow.NetlinkFlowTable;
import io.svcrules.iptables.kernel.nft.OwnCommits;
import io.svcrules.iptables.sync.FamilyKernel;
import io.svcrules.iptables.sync.FamilyReport;
import io.svcrules.iptables.sync.FlowOutcome;
import io.svcrules.iptables.sync.SyncScope;
import io.svcrules.iptables.sync.SyncSettings;
import io.svcrules.iptables.sync.Syncer;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.Node;
import io.svcrules.model.random.ClusterChanges;
import io.svcrules.model.random.LabServices;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.sync.ClusterChange;
import io.svcrules.netlink.NetlinkProtocol;
import io.svcrules.netlink.jnr.JnrSocketOpener;
import io.svcrules.testdata.traffic.IpVersion;
import io.svcrules.testdata.traffic.NodeOptions;
import io.svcrules.testdata.traffic.Place;
import io.svcrules.testdata.traffic.TrafficLab;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Syncer that keeps one family of node 1 of the lab, with all that it may ask of the kernel. */
final class LabSyncer implements AutoCloseable {
  private final NftPacketFilter filter;
  private final Syncer syncer;

  LabSyncer(TrafficLab lab, IpVersion version) {
    List<String> inside = lab.at(Place.NODE_1);
    String namespace = inside.get(inside.size() - 1);
    ProcessRunner runner = new ProcessRunner(inside, Map.of());
    IpFamily family = LabServices.family(version);
    JnrSocketOpener netfilter =
        JnrSocketOpener.of(NetlinkProtocol.NETFILTER).inNamespace(namespace);
    this.filter = new NftPacketFilter(family, netfilter, runner, new OwnCommits());
    FamilyKernel kernel =
        new FamilyKernel(
            filter,
            new RestoreProbe(family, IptablesVariant.NFT, runner),
            Optional.of(
                new NetlinkFlowTable(
                    netfilter, JnrSocketOpener.of(NetlinkProtocol.ROUTE).inNamespace(namespace))),
            Optional.empty());
    this.syncer =
        Syncer.of(
            List.of(kernel),
            Node.named(LabServices.NODE),
            SyncSettings.of(ResolveOptions.DEFAULT, LabNode.config(NodeOptions.DEFAULT)));
  }

  /** Gives all objects. */
  void replace(Manifests objects) {
    syncer.add(new ClusterChange.Replace(objects));
    assertTrue(sync().lacking().isEmpty(), "the kernel lacks nothing");
  }

  /** Gives the objects that change, and tells what became of flows. */
  FlowOutcome change(Manifests before, Manifests after) {
    ClusterChanges.of(before, after).forEach(syncer::add);
    FamilyReport done = sync();
    assertTrue(done.scope() != SyncScope.EVERYTHING, "rules are not read");
    return done.flows();
  }

  private FamilyReport sync() {
    FamilyReport report = syncer.sync().families().get(0);
    assertTrue(report.isComplete(), report::toString);
    assertEquals(List.of(), report.leftOut());
    return report;
  }

  @Override
  public void close() {
    filter.close();
  }
}
