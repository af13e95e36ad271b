// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Change;
import io.svcrules.iptables.OtherMatch;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.Verdict;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.kernel.PacketFilterException.Kind;
import io.svcrules.iptables.plan.CleanupPlanner;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.plan.IptablesPlanner;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.InetFamily;
import io.svcrules.netlink.NetlinkSocketException;
import io.svcrules.netlink.OptionSocketOpener;
import io.svcrules.netlink.jnr.JnrOptionSocketOpener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LegacyPacketFilterTest extends KernelFilterTest {
  private static final CommandRunner NONE =
      (command, input) -> {
        throw new AssertionError(command);
      };

  @Override
  KernelNode node(IpFamily family) {
    return new LegacyNode(family);
  }

  @Override
  String others() {
    return """
        -A INPUT -m state --state NEW -m comment --comment ""
        -A THEIRS -j QUEUE
        """;
  }

  @Nested
  final class Ipv4Test extends PacketFilterContractTest {
    Ipv4Test() {
      super(IpFamily.IPV4, new LegacyNode(IpFamily.IPV4));
    }
  }

  @Nested
  final class Ipv6Test extends PacketFilterContractTest {
    Ipv6Test() {
      super(IpFamily.IPV6, new LegacyNode(IpFamily.IPV6));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatWeWriteNeedsNoCommand(IpFamily family) {
    try (LegacyNode node = new LegacyNode(family);
        LegacyPacketFilter filter = node.another(family, NONE)) {
      node.load("*nat\n-A PREROUTING -p udp -j ACCEPT\nCOMMIT\n");
      CompiledRuleset desired = SampleServices.of(family, 20, 3);
      assertTrue(new Applier(filter).apply(desired).remaining().isEmpty());
      assertTrue(new Applier(filter).apply(desired).plan().isEmpty());
      assertEquals(node.node().filter().read(), filter.read());
      filter.apply(CleanupPlanner.plan(filter.read()));
      assertFalse(node.saved().contains("KUBE-"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void changesOfOthersAreNoticedAndOurOwnAreNot(IpFamily family) {
    try (LegacyNode node = new LegacyNode(family)) {
      node.load("*nat\n:THEIRS - [0:0]\nCOMMIT\n");
      LegacyPacketFilter filter = node.filter();
      assertTrue(filter.isChangedByOthers(), "nothing is known yet");
      filter.read();
      assertFalse(filter.isChangedByOthers());
      Change flush = new Change.CreateOrFlush("KUBE-A");
      filter.apply(nat(family, flush, new Change.Append("KUBE-A", Rule.of(Verdict.ACCEPT))));
      assertFalse(filter.isChangedByOthers());
      for (String edit :
          List.of("nat\n-A THEIRS -j RETURN", "mangle", "nat\n-A KUBE-A -j RETURN")) {
        node.load("*" + edit + "\nCOMMIT\n");
        assertTrue(filter.isChangedByOthers(), edit);
        filter.apply(nat(family, flush));
        assertTrue(filter.isChangedByOthers(), "until they are read: " + edit);
        filter.read();
        assertFalse(filter.isChangedByOthers());
      }
    }
  }

  @Test
  void aChangeOfOthersThatComesJustBeforeOursIsNoticed() {
    try (LegacyNode node = new LegacyNode(IpFamily.IPV4)) {
      node.load("*nat\n:THEIRS - [0:0]\nCOMMIT\n");
      node.filter().read();
      node.load("*nat\n-A THEIRS -j RETURN\nCOMMIT\n");
      node.filter().apply(nat(IpFamily.IPV4, new Change.CreateOrFlush("KUBE-A")));
      assertTrue(node.filter().isChangedByOthers());
    }
  }

  @Test
  void aTableThatWeMakeIsNoChangeOfOthersAndToAskMakesNone() {
    try (LegacyNode node = new LegacyNode(IpFamily.IPV4)) {
      assertEquals(Set.of(), node.filter().read().tables().keySet());
      assertFalse(node.filter().isChangedByOthers());
      assertEquals(Set.of(), node.filter().read().tables().keySet());
      node.filter().apply(nat(IpFamily.IPV4, new Change.CreateOrFlush("KUBE-A")));
      assertFalse(node.filter().isChangedByOthers());
      assertEquals(Set.of(Table.NAT), node.filter().read().tables().keySet());
    }
  }

  @Test
  void afterTheCommandsDidItNobodyCanTell() {
    try (LegacyNode node = new LegacyNode(IpFamily.IPV4)) {
      node.filter().read();
      Rule limited = Rule.of(Verdict.RETURN, new OtherMatch("limit", List.of("--limit", "3/min")));
      node.filter()
          .apply(
              nat(
                  IpFamily.IPV4,
                  new Change.CreateOrFlush("THEIRS"),
                  new Change.Append("THEIRS", limited)));
      assertTrue(node.filter().isChangedByOthers());
      node.filter().read();
      assertFalse(node.filter().isChangedByOthers());
    }
  }

  @Test
  void readingMakesNoTable() {
    try (LegacyNode node = new LegacyNode(IpFamily.IPV4)) {
      assertEquals(Set.of(), node.filter().read().tables().keySet());
      node.load("*nat\n-A POSTROUTING -p udp -j MASQUERADE\nCOMMIT\n");
      assertEquals(Set.of(Table.NAT), node.filter().read().tables().keySet());
      assertEquals(Set.of(Table.NAT), node.filter().read().tables().keySet());
    }
  }

  @Test
  void aRuleBehindOneThatIsNotKnownIsTheOneThatIptablesDeletes() {
    try (LegacyNode node = new LegacyNode(IpFamily.IPV4)) {
      node.load(
          """
          *nat
          :KUBE-A - [0:0]
          -A KUBE-A -m limit --limit 3/min -j RETURN
          -A KUBE-A -p tcp -j RETURN
          -A KUBE-A -p udp -j RETURN
          -A KUBE-A -p tcp -j RETURN
          COMMIT
          """);
      List<Rule> before = rules(node.filter(), Table.NAT, "KUBE-A");
      node.filter().apply(nat(IpFamily.IPV4, new Change.DeleteRule("KUBE-A", before.get(3))));
      assertEquals(
          List.of(before.get(0), before.get(2), before.get(3)),
          rules(node.filter(), Table.NAT, "KUBE-A"));
    }
  }

  @Test
  void rulesThatDoNotChangeKeepTheirCounters() {
    try (LegacyNode node = new LegacyNode(IpFamily.IPV4)) {
      node.load(
          """
          *filter
          :FORWARD DROP [0:0]
          -A FORWARD -s 10.0.0.1/32 -j ACCEPT
          -A FORWARD -p udp -j ACCEPT
          COMMIT
          """);
      new Applier(node.filter()).apply(SampleServices.of(IpFamily.IPV4, 3, 2));
      int n = 0;
      StringBuilder counted = new StringBuilder();
      for (String line : node.node().counted()) {
        n++;
        counted.append(line.replaceAll("\\[0:0]( -A|$)", "[" + n + ":" + 60 * n + "]$1"));
        counted.append('\n');
      }
      node.node()
          .namespace()
          .runWithInput(counted.toString(), "iptables-legacy-restore", "--counters")
          .orFail();
      List<String> before = ofOthers(node, "s1");
      assertTrue(before.stream().anyMatch(line -> line.startsWith(":FORWARD DROP [")));
      new Applier(node.filter()).apply(SampleServices.without(IpFamily.IPV4, 4, 2, Set.of(1)));
      List<String> after = ofOthers(node, "s1");
      assertTrue(after.containsAll(before), () -> before + "\n" + after);
      assertTrue(
          after.stream()
              .filter(line -> line.contains("default/s3"))
              .allMatch(line -> line.startsWith("[0:0] ")));
    }
  }

  /** What is counted, but for what has to do with a service. */
  private static List<String> ofOthers(LegacyNode node, String service) {
    String of = "default/" + service;
    List<String> lines = node.node().counted();
    List<String> chains =
        lines.stream()
            .filter(line -> line.contains(of))
            .flatMap(line -> Stream.of(line.split(" ")))
            .filter(word -> word.startsWith("KUBE-S") && word.length() == 25)
            .toList();
    return lines.stream()
        .filter(line -> !line.startsWith("#") && !line.startsWith(":KUBE-"))
        .filter(line -> !line.contains(of) && chains.stream().noneMatch(line::contains))
        .toList();
  }

  @Test
  void whatIptablesDoesAfterwardsIsDoneToOurRulesAsToItsOwn() {
    try (LegacyNode node = new LegacyNode(IpFamily.IPV4)) {
      CompiledRuleset desired = SampleServices.of(IpFamily.IPV4, 3, 2);
      new Applier(node.filter()).apply(desired);
      String saved = node.saved();
      node.load("*nat\n:THEIRS - [0:0]\n-A THEIRS -j RETURN\n-I KUBE-SERVICES -j THEIRS\nCOMMIT\n");
      node.load("*nat\n-D KUBE-SERVICES -j THEIRS\n-F THEIRS\n-X THEIRS\nCOMMIT\n");
      assertEquals(saved, node.saved());
      IptablesPlan cleanup = CleanupPlanner.plan(node.filter().read());
      node.node().filter().apply(cleanup);
      assertFalse(node.saved().contains("KUBE-"));
      node.node().filter().apply(IptablesPlanner.plan(node.node().filter().read(), desired));
      assertEquals(saved, node.saved(), "chains stand where iptables puts them");
    }
  }

  @Test
  void whenSomebodyWithoutTheLockWasFasterNothingIsLost() {
    try (LegacyNode node = new LegacyNode(IpFamily.IPV4)) {
      node.load("*nat\n:THEIRS - [0:0]\nCOMMIT\n");
      AtomicInteger edits = new AtomicInteger();
      OptionSocketOpener real =
          new JnrOptionSocketOpener(InetFamily.IPV4, Optional.of(node.namespaceFile()));
      OptionSocketOpener slow =
          () ->
              new SlowOptionSocket(
                  real.open(),
                  () -> {
                    if (edits.incrementAndGet() <= 3) {
                      node.node()
                          .namespace()
                          .run("iptables-legacy", "-t", "nat", "-A", "THEIRS", "-j", "RETURN")
                          .orFail();
                    }
                  });
      try (LegacyPacketFilter filter =
          new LegacyPacketFilter(
              IpFamily.IPV4, Optional.of(node.namespaceFile()), slow, NONE, node.node().lock())) {
        filter.apply(
            nat(
                IpFamily.IPV4,
                new Change.CreateOrFlush("KUBE-A"),
                new Change.Append("KUBE-A", Rule.of(Verdict.ACCEPT))));
      }
      assertEquals(3, rules(node.filter(), Table.NAT, "THEIRS").size());
      assertEquals(List.of(Rule.of(Verdict.ACCEPT)), rules(node.filter(), Table.NAT, "KUBE-A"));
    }
  }

  @Test
  void theHolderOfTheLockIsNamed() throws Exception {
    try (LegacyNode node = new LegacyNode(IpFamily.IPV4)) {
      Process holder = hold(node, "60");
      try {
        IptablesPlan plan =
            IptablesPlanner.plan(node.filter().read(), SampleServices.of(IpFamily.IPV4, 1, 1));
        PacketFilterException e =
            assertThrows(PacketFilterException.class, () -> node.filter().apply(plan));
        assertEquals(Kind.BUSY, e.kind());
        String named = "process " + holder.pid() + " (sleep)";
        assertTrue(e.getMessage().contains(named), e.getMessage());
        assertFalse(node.saved().contains("KUBE-"));
      } finally {
        holder.destroyForcibly().waitFor();
      }
    }
  }

  @Test
  void aLockThatIsGivenBackInTimeIsWaitedFor() throws Exception {
    try (LegacyNode node = new LegacyNode(IpFamily.IPV4)) {
      Process holder = hold(node, "1");
      new Applier(node.filter()).apply(SampleServices.of(IpFamily.IPV4, 1, 1));
      // It gives back the lock a moment before it is seen to be gone.
      assertTrue(holder.waitFor(100, TimeUnit.MILLISECONDS), "the lock was held all the time");
      assertTrue(node.saved().contains("KUBE-"));
    }
  }

  private static Process hold(LegacyNode node, String seconds) throws Exception {
    String lock = node.node().lock().toString();
    Process holder = new ProcessBuilder("flock", "--no-fork", lock, "sleep", seconds).start();
    List<String> tryLock = List.of("flock", "--nonblock", lock, "true");
    while (new ProcessBuilder(tryLock).start().waitFor() == 0) {
      Thread.sleep(10);
    }
    return holder;
  }

  @Test
  void theLockFileIsMadeIfItIsMissing() throws Exception {
    try (LegacyNode node = new LegacyNode(IpFamily.IPV4)) {
      Files.delete(node.node().lock());
      new Applier(node.filter()).apply(SampleServices.of(IpFamily.IPV4, 1, 1));
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(node.node().lock())));
    }
  }

  @Test
  void withoutNativeCallsIptablesDoesEverything() {
    try (LegacyNode node = new LegacyNode(IpFamily.IPV4);
        LegacyPacketFilter filter =
            filter(
                node,
                () -> {
                  throw new UnsatisfiedLinkError("no library");
                },
                node.node().runner())) {
      assertTrue(
          new Applier(filter).apply(SampleServices.of(IpFamily.IPV4, 2, 2)).remaining().isEmpty());
      assertTrue(node.saved().contains("default/s1"));
    }
  }

  @Test
  void withoutTheRightToASocketItSaysSo() {
    try (LegacyNode node = new LegacyNode(IpFamily.IPV4);
        LegacyPacketFilter filter =
            filter(
                node,
                () -> {
                  throw new NetlinkSocketException("socket(2)", 1);
                },
                NONE)) {
      node.load("*nat\nCOMMIT\n");
      PacketFilterException reading = assertThrows(PacketFilterException.class, filter::read);
      assertEquals(Kind.NOT_PERMITTED, reading.kind());
      IptablesPlan plan = nat(IpFamily.IPV4, new Change.CreateOrFlush("KUBE-A"));
      PacketFilterException changing =
          assertThrows(PacketFilterException.class, () -> filter.apply(plan));
      assertEquals(Kind.NOT_PERMITTED, changing.kind());
    }
  }

  private static LegacyPacketFilter filter(
      LegacyNode node, OptionSocketOpener opener, CommandRunner runner) {
    Optional<Path> namespace = Optional.of(node.namespaceFile());
    return new LegacyPacketFilter(IpFamily.IPV4, namespace, opener, runner, node.node().lock());
  }
}
