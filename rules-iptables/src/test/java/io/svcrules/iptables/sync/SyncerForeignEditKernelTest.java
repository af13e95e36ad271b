// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.iptables.kernel.LegacyNode;
import io.svcrules.iptables.kernel.NetlinkNode;
import io.svcrules.iptables.kernel.TestNode;
import io.svcrules.iptables.plan.IptablesPlanner;
import io.svcrules.model.IpFamily;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.sync.ClusterChange;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a Syncer notices when others change rules of a real kernel, and what it makes of it. */
final class SyncerForeignEditKernelTest {
  private static final String THEIRS =
      """
      *nat
      :THEIRS - [0:0]
      -A PREROUTING -p udp -j THEIRS
      -A THEIRS -p udp -m udp --dport 53 -j RETURN
      COMMIT
      """;

  private enum Way {
    NETLINK,
    SOCKET_OPTIONS;

    TestNode node() {
      return switch (this) {
        case NETLINK -> new NetlinkNode(IpFamily.IPV4);
        case SOCKET_OPTIONS -> new LegacyNode(IpFamily.IPV4);
      };
    }
  }

  private static Syncer syncer(TestNode node) {
    Syncer syncer =
        new Syncer(
            List.of(node.filter()),
            Objects.NODE,
            SyncSettings.of(ResolveOptions.DEFAULT, IptablesConfig.DEFAULT));
    syncer.add(Objects.replace(Objects.cluster(3, 2)));
    assertEquals(SyncScope.EVERYTHING, one(syncer.sync()).scope());
    assertEquals(SyncScope.NOTHING, one(syncer.check()).scope(), "nobody changed anything");
    return syncer;
  }

  private static FamilyReport one(SyncReport report) {
    FamilyReport only = report.families().get(0);
    assertTrue(only.isComplete(), only::toString);
    return only;
  }

  private static FamilyReport sync(Syncer syncer, ClusterChange change) {
    syncer.add(change);
    return one(syncer.sync());
  }

  private static void assertHolds(TestNode node, int services) {
    assertTrue(
        IptablesPlanner.plan(
                node.filter().read(), Objects.compiled(Objects.cluster(services, 2), IpFamily.IPV4))
            .isEmpty(),
        node::saved);
  }

  /** The chain of an endpoint, whose rules lead to its address. */
  private static String endpointChain(TestNode node) {
    return node.saved()
        .lines()
        .filter(line -> line.contains("--to-destination 10.128.1.2:8080"))
        .map(line -> line.replaceFirst("^-A (\\S+) .*$", "$1"))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void anEditOfOurChainIsNoticedByTheNextCheckAndRepaired(Way way) {
    try (TestNode node = way.node()) {
      Syncer syncer = syncer(node);
      String chain = endpointChain(node);
      for (String edit :
          List.of("-F " + chain, "-A " + chain + " -j RETURN", "-D " + chain + " 1")) {
        node.load("*nat\n" + edit + "\nCOMMIT\n");
        assertEquals(SyncScope.EVERYTHING, one(syncer.check()).scope(), edit);
        assertHolds(node, 3);
        assertEquals(SyncScope.NOTHING, one(syncer.check()).scope());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aChangeInBetweenDoesNotHideAnEdit(Way way) {
    try (TestNode node = way.node()) {
      Syncer syncer = syncer(node);
      node.load("*nat\n-F " + endpointChain(node) + "\nCOMMIT\n");
      assertEquals(SyncScope.CHANGES, sync(syncer, Objects.remove(2)).scope());
      assertEquals(SyncScope.EVERYTHING, one(syncer.check()).scope());
      assertHolds(node, 2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void rulesOfOthersStayWhereTheyAre(Way way) {
    try (TestNode node = way.node()) {
      Syncer syncer = syncer(node);
      node.load(THEIRS);
      List<String> theirs = node.savedOfOthers();
      assertEquals(SyncScope.CHANGES, sync(syncer, Objects.remove(2)).scope());
      assertEquals(theirs, node.savedOfOthers());
      assertEquals(SyncScope.EVERYTHING, one(syncer.check()).scope());
      one(syncer.verify());
      assertEquals(theirs, node.savedOfOthers());
      assertHolds(node, 2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRuleThatTookThePlaceOfOneAsLongIsRepairedOnceAllAreRead(Way way) {
    try (TestNode node = way.node()) {
      Syncer syncer = syncer(node);
      String chain = endpointChain(node);
      String ours =
          node.saved()
              .lines()
              .filter(line -> line.startsWith("-A " + chain) && line.contains("DNAT"))
              .findFirst()
              .orElseThrow();
      String theirs = ours.replace("10.128.1.2:8080", "10.128.6.6:8080");
      node.load("*nat\n" + ours.replaceFirst("-A", "-D") + "\n" + theirs + "\nCOMMIT\n");
      SyncScope checked = one(syncer.check()).scope();
      assertEquals(way == Way.NETLINK ? SyncScope.EVERYTHING : SyncScope.NOTHING, checked);
      one(syncer.verify());
      assertHolds(node, 3);
    }
  }
}
