// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import static io.svcrules.iptables.sync.Objects.cluster;
import static io.svcrules.iptables.sync.Objects.compiled;
import static io.svcrules.iptables.sync.Objects.remove;
import static io.svcrules.iptables.sync.Objects.replace;
import static io.svcrules.iptables.sync.Objects.service;
import static io.svcrules.iptables.sync.Objects.set;
import static io.svcrules.iptables.sync.Objects.slice;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Change;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.RulesetEditor;
import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.iptables.kernel.FakePacketFilter;
import io.svcrules.iptables.kernel.PacketFilterException;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.plan.IptablesPlanner;
import io.svcrules.iptables.text.IptablesTextParser;
import io.svcrules.iptables.text.RulesetWriter;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.Node;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.sync.ClusterChange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SyncerTest {
  private static final SyncSettings SETTINGS =
      SyncSettings.of(ResolveOptions.DEFAULT, IptablesConfig.DEFAULT);

  private final FlakyFilter filter = new FlakyFilter(new FakePacketFilter(IpFamily.IPV4));
  private final FlakyFilter six = new FlakyFilter(new FakePacketFilter(IpFamily.IPV6));
  private final Syncer syncer = new Syncer(List.of(filter, six), Objects.NODE, SETTINGS);

  private FamilyReport sync(ClusterChange... changes) {
    List.of(changes).forEach(syncer::add);
    return four(syncer.sync());
  }

  private static FamilyReport four(SyncReport report) {
    assertEquals(
        List.of(IpFamily.IPV4, IpFamily.IPV6),
        report.families().stream().map(FamilyReport::family).toList());
    return report.families().get(0);
  }

  private void edit(String input) {
    Ruleset now = filter.fake().ruleset();
    filter
        .fake()
        .replace(
            RulesetEditor.apply(
                now, IptablesTextParser.parseInput(IpFamily.IPV4, input).orThrow()));
  }

  private String saved() {
    return RulesetWriter.saved(filter.fake().ruleset());
  }

  private static void assertHolds(FlakyFilter filter, Manifests manifests) {
    IptablesPlan plan =
        IptablesPlanner.plan(filter.fake().ruleset(), compiled(manifests, filter.family()));
    assertTrue(plan.isEmpty(), plan::toString);
  }

  @Test
  void nothingIsDoneBeforeAllObjectsAreKnown() {
    edit("*nat\n:KUBE-SVC-LEFT -\nCOMMIT\n");
    FamilyReport first =
        sync(new ClusterChange.SetService(service(0)), set(slice(IpFamily.IPV4, 0, 1)));
    assertEquals(SyncScope.NOTHING, first.scope());
    assertTrue(first.isComplete());
    assertEquals(SyncScope.NOTHING, four(syncer.verify()).scope());
    assertEquals(0, filter.reads() + filter.applies());
    assertTrue(saved().contains("KUBE-SVC-LEFT"));
    assertEquals(SyncScope.EVERYTHING, sync(replace(cluster(1, 1))).scope());
    assertFalse(saved().contains("KUBE-SVC-LEFT"));
  }

  @Test
  void bothFamiliesHoldWhatTheyShould() {
    sync(replace(cluster(3, 2)));
    assertEquals(compiled(cluster(3, 2), IpFamily.IPV4).ruleset(), filter.fake().ruleset());
    assertEquals(compiled(cluster(3, 2), IpFamily.IPV6).ruleset(), six.fake().ruleset());
  }

  @Test
  void aChangeIsAppliedWithoutReading() {
    sync(replace(cluster(3, 2)));
    int reads = filter.reads();
    FamilyReport done = sync(set(slice(IpFamily.IPV4, 1, 1)));
    assertEquals(SyncScope.CHANGES, done.scope());
    assertEquals(reads, filter.reads());
    List<String> touched =
        done.plan().toString().lines().map(line -> line.replaceAll("[A-Z2-7]{16}", "#")).toList();
    assertEquals(
        List.of(
            "*nat",
            ":KUBE-SVC-# - [0:0]",
            "-A KUBE-SVC-# -m comment --comment \"default/s1 -> 10.128.1.1:8080\" -j KUBE-SEP-#",
            "-F KUBE-SEP-#",
            "-X KUBE-SEP-#",
            "COMMIT"),
        touched);
    assertEquals(SyncScope.NOTHING, sync().scope());
  }

  @Test
  void whatComesAgainAsItWasIsNotSent() {
    sync(replace(cluster(3, 2)));
    int applies = filter.applies();
    assertEquals(SyncScope.NOTHING, sync(set(slice(IpFamily.IPV4, 1, 2))).scope());
    assertEquals(SyncScope.NOTHING, sync(replace(cluster(3, 2))).scope());
    assertTrue(sync(remove(2), new ClusterChange.SetService(service(2))).plan().isEmpty());
    assertEquals(applies, filter.applies());
  }

  @Test
  void changesThatComeWhileRulesAreChangedShareTheNextRound() {
    sync(replace(cluster(9, 2)));
    filter.duringApply(
        () -> {
          for (int i = 1; i < 9; i++) {
            syncer.add(set(slice(IpFamily.IPV4, i, 5)));
            syncer.add(set(slice(IpFamily.IPV4, i, 3)));
          }
        });
    sync(set(slice(IpFamily.IPV4, 0, 3)));
    filter.duringApply(() -> {});
    int applies = filter.applies();
    assertEquals(SyncScope.CHANGES, sync().scope());
    assertEquals(applies + 1, filter.applies());
    for (int i = 0; i < 9; i++) {
      syncer.add(set(slice(IpFamily.IPV6, i, 3)));
    }
    syncer.sync();
    assertHolds(filter, cluster(9, 3));
    assertHolds(six, cluster(9, 3));
  }

  @Test
  void oneFamilyDoesNotHoldUpTheOther() {
    sync(replace(cluster(2, 2)));
    filter.setLocked(true);
    syncer.add(replace(cluster(2, 3)));
    SyncReport report = syncer.sync();
    assertFalse(report.isComplete());
    assertEquals(PacketFilterException.Kind.BUSY, four(report).failure().orElseThrow().kind());
    assertTrue(report.families().get(1).isComplete());
    assertHolds(six, cluster(2, 3));
    filter.setLocked(false);
    SyncReport next = syncer.sync();
    assertTrue(next.isComplete());
    assertEquals(SyncScope.EVERYTHING, four(next).scope());
    assertEquals(SyncScope.NOTHING, next.families().get(1).scope());
    assertHolds(filter, cluster(2, 3));
  }

  @Test
  void aRefusedServicePortStaysOutUntilItChanges() {
    sync(replace(cluster(4, 2)));
    filter.fake().refuse(change -> lineOf(change).contains("10.128.1.3"));
    FamilyReport refused = sync(set(slice(IpFamily.IPV4, 1, 3)), set(slice(IpFamily.IPV4, 2, 3)));
    assertTrue(refused.isComplete());
    assertEquals(List.of("default/s1"), leftOut(refused));
    assertFalse(saved().contains("default/s1"), saved());
    assertTrue(saved().contains("10.128.2.3"));

    int reads = filter.reads();
    FamilyReport other = sync(set(slice(IpFamily.IPV4, 3, 1)));
    assertEquals(SyncScope.CHANGES, other.scope());
    assertEquals(List.of("default/s1"), leftOut(other));
    assertEquals(reads, filter.reads(), "what was refused is not tried again");

    FamilyReport changed = sync(set(slice(IpFamily.IPV4, 1, 2)));
    assertEquals(SyncScope.CHANGES, changed.scope());
    assertEquals(List.of(), leftOut(changed));
    assertTrue(saved().contains("10.128.1.2"));
  }

  @Test
  void aRefusedServicePortIsTriedAgainWhenEverythingIsVerified() {
    filter.fake().refuseWithoutName(change -> lineOf(change).contains("10.128.1.3"));
    assertEquals(List.of("default/s1"), leftOut(sync(replace(cluster(4, 3)))));
    assertEquals(List.of("default/s1"), leftOut(four(syncer.verify())));
    filter.fake().refuse(change -> false);
    assertEquals(List.of(), leftOut(four(syncer.verify())));
    assertHolds(filter, cluster(4, 3));
  }

  @Test
  void aRefusedServicePortThatGoesIsNoLongerTold() {
    filter.fake().refuse(change -> lineOf(change).contains("10.128.1.3"));
    assertEquals(List.of("default/s1"), leftOut(sync(replace(cluster(4, 3)))));
    assertEquals(List.of(), leftOut(sync(remove(1))));
  }

  @Test
  void editsOfOthersAreNoticedAndRepaired() {
    sync(replace(cluster(2, 2)));
    int reads = filter.reads();
    assertEquals(SyncScope.NOTHING, four(syncer.check()).scope());
    assertEquals(reads, filter.reads(), "nobody changed anything");
    edit("*nat\n-F KUBE-SERVICES\nCOMMIT\n");
    FamilyReport repaired = four(syncer.check());
    assertEquals(SyncScope.EVERYTHING, repaired.scope());
    assertEquals(3, repaired.plan().tables().get(0).switchover().size());
    assertHolds(filter, cluster(2, 2));
    assertEquals(SyncScope.NOTHING, four(syncer.check()).scope());
  }

  @Test
  void changesInBetweenDoNotHideEditsOfOthers() {
    sync(replace(cluster(3, 2)));
    edit("*nat\n-F KUBE-SERVICES\nCOMMIT\n");
    assertEquals(SyncScope.CHANGES, sync(set(slice(IpFamily.IPV4, 2, 3))).scope());
    assertEquals(SyncScope.EVERYTHING, four(syncer.check()).scope());
    assertEquals(SyncScope.NOTHING, four(syncer.check()).scope());
  }

  @Test
  void anEditThatSpoilsAChangeIsRepairedWithIt() {
    sync(replace(cluster(2, 2)));
    edit("*nat\n-F KUBE-SERVICES\nCOMMIT\n");
    FamilyReport done = sync(remove(1));
    assertEquals(SyncScope.EVERYTHING, done.scope());
    assertTrue(done.isComplete());
    assertHolds(filter, cluster(1, 2));
  }

  @Test
  void aChainThatOthersJumpToDoesNotStopTheRest() {
    sync(replace(cluster(2, 2)));
    String chain = saved().lines().filter(l -> l.contains("KUBE-SEP")).findFirst().orElseThrow();
    chain = chain.substring(1, chain.indexOf(' '));
    edit("*nat\n:THEIRS -\n-A THEIRS -j " + chain + "\nCOMMIT\n");
    FamilyReport done = sync(remove(0), remove(1));
    assertTrue(done.isComplete());
    assertEquals(List.of(chain), List.copyOf(done.plan().heldByOthers()));
    assertEquals(SyncScope.CHANGES, sync(replace(cluster(1, 1))).scope());
  }

  @Test
  void aKernelThatDoesNotTellIsReported() {
    sync(replace(cluster(2, 2)));
    filter.setTells(false);
    assertEquals(SyncScope.CHANGES, sync(set(slice(IpFamily.IPV4, 0, 1))).scope());
    FamilyReport failed = four(syncer.check());
    assertEquals("does not tell", failed.failure().orElseThrow().getMessage());
    filter.setTells(true);
    assertEquals(SyncScope.EVERYTHING, four(syncer.check()).scope());
  }

  @Test
  void anotherNodeIsAnotherView() {
    List<Node> asked = new ArrayList<>();
    Syncer other =
        new Syncer(
            List.of(filter),
            Objects.NODE,
            new SyncSettings(
                ResolveOptions.DEFAULT,
                node -> {
                  asked.add(node);
                  return IptablesConfig.DEFAULT;
                }));
    other.add(replace(cluster(2, 2)));
    other.sync();
    Node changed = Node.named("node-2");
    other.add(new ClusterChange.SetNode(changed));
    assertEquals(SyncScope.EVERYTHING, other.sync().families().get(0).scope());
    assertEquals(List.of(Objects.NODE, changed), asked);
    other.add(new ClusterChange.SetNode(changed));
    assertEquals(SyncScope.NOTHING, other.sync().families().get(0).scope());
  }

  @Test
  void commentsGoWithTheFirstEndpointTooManyAndComeBack() {
    sync(replace(cluster(4, 250)));
    assertTrue(saved().contains("default/s0 -> "), "1,000 endpoints");
    FamilyReport more = sync(set(slice(IpFamily.IPV4, 3, 251)));
    assertEquals(SyncScope.EVERYTHING, more.scope());
    assertFalse(saved().contains("default/s0 -> "), "1,001 endpoints");
    assertEquals(SyncScope.CHANGES, sync(set(slice(IpFamily.IPV4, 3, 252))).scope());
    assertFalse(saved().contains("default/s3 -> "), "1,002 endpoints");
    assertEquals(SyncScope.EVERYTHING, sync(remove(3)).scope());
    assertTrue(saved().contains("default/s0 -> "), "750 endpoints");
  }

  @Test
  void twoFiltersOfOneFamilyAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Syncer(List.of(filter, filter), Objects.NODE, SETTINGS));
  }

  private static List<String> leftOut(FamilyReport report) {
    return report.leftOut().stream().map(refused -> refused.name().toString()).toList();
  }

  private static String lineOf(Change change) {
    StringBuilder line = new StringBuilder();
    change.appendTo(line);
    return line.toString();
  }
}
