// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.kernel.PacketFilterException.Kind;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.plan.IptablesPlanner;
import io.svcrules.iptables.plan.PlanStep;
import io.svcrules.iptables.plan.TablePlan;
import io.svcrules.model.IpFamily;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RestorePacketFilterTest {

  @Nested
  final class NftIpv4Test extends PacketFilterContractTest {
    NftIpv4Test() {
      super(IpFamily.IPV4, new NamespaceNode(IpFamily.IPV4, IptablesVariant.NFT));
    }
  }

  @Nested
  final class NftIpv6Test extends PacketFilterContractTest {
    NftIpv6Test() {
      super(IpFamily.IPV6, new NamespaceNode(IpFamily.IPV6, IptablesVariant.NFT));
    }
  }

  @Nested
  final class LegacyIpv4Test extends PacketFilterContractTest {
    LegacyIpv4Test() {
      super(IpFamily.IPV4, new NamespaceNode(IpFamily.IPV4, IptablesVariant.LEGACY));
    }
  }

  @Nested
  final class LegacyIpv6Test extends PacketFilterContractTest {
    LegacyIpv6Test() {
      super(IpFamily.IPV6, new NamespaceNode(IpFamily.IPV6, IptablesVariant.LEGACY));
    }
  }

  @ParameterizedTest
  @EnumSource
  void rulesOfServicesThatDoNotChangeKeepTheirCounters(IptablesVariant variant) {
    try (NamespaceNode node = new NamespaceNode(IpFamily.IPV4, variant)) {
      new Applier(node.filter()).apply(SampleServices.of(IpFamily.IPV4, 3, 2));
      String counted = String.join("\n", node.counted()).replaceAll("\\[0:0] -A", "[7:420] -A");
      node.namespace()
          .runWithInput(counted + "\n", variant.restoreCommand(IpFamily.IPV4), "--counters")
          .orFail();
      List<String> before = rulesOf(node, "default/s0");
      assertTrue(before.size() > 4 && before.stream().allMatch(l -> l.startsWith("[7:420] ")));
      new Applier(node.filter()).apply(SampleServices.without(IpFamily.IPV4, 4, 2, Set.of(1)));
      assertEquals(before, rulesOf(node, "default/s0"));
      assertEquals(List.of(), rulesOf(node, "default/s1"));
      assertTrue(rulesOf(node, "default/s3").stream().allMatch(l -> l.startsWith("[0:0] ")));
    }
  }

  private static List<String> rulesOf(NamespaceNode node, String service) {
    return node.counted().stream().filter(line -> line.contains(service)).toList();
  }

  @ParameterizedTest
  @EnumSource
  void aLoadInPiecesEndsAsItShould(IptablesVariant variant) {
    CompiledRuleset desired = SampleServices.of(IpFamily.IPV4, 1_200, 3);
    try (NamespaceNode node = new NamespaceNode(IpFamily.IPV4, variant)) {
      IptablesPlan plan = IptablesPlanner.plan(node.filter().read(), desired);
      assertEquals(
          variant == IptablesVariant.NFT ? 5 : 2,
          Transaction.of(plan, variant.stepsAtOnce()).size());
      assertTrue(new Applier(node.filter()).apply(desired).remaining().isEmpty());
    }
  }

  @Test
  void ofALoadInPiecesItIsToldHowFarItIs() {
    CompiledRuleset desired = SampleServices.of(IpFamily.IPV4, 1500, 3);
    IptablesPlan plan = IptablesPlanner.plan(new Ruleset(IpFamily.IPV4, Map.of()), desired);
    int all = (int) plan.tables().stream().flatMap(TablePlan::steps).count();
    CommandRunner reader =
        (command, input) -> {
          ByteArrayOutputStream read = new ByteArrayOutputStream();
          try {
            input.writeTo(read);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return new CommandOutcome(0, new byte[0], "");
        };
    List<Integer> told = new ArrayList<>();
    new RestorePacketFilter(IpFamily.IPV4, IptablesVariant.NFT, reader)
        .apply(
            plan,
            (done, of) -> {
              assertEquals(all, of);
              told.add(done);
            });
    assertEquals(told.stream().sorted().toList(), told);
    assertTrue(told.size() > 2, told::toString);
    assertTrue(told.get(told.size() - 1) > all / 2, told::toString);
    assertTrue(told.get(told.size() - 1) < all, "the last piece is not done when it is written");
  }

  @Test
  void ofALoadInPiecesTheRefusedStepIsNamed() {
    CompiledRuleset desired = SampleServices.of(IpFamily.IPV4, 1_200, 3);
    try (NamespaceNode node = new NamespaceNode(IpFamily.IPV4, IptablesVariant.NFT)) {
      IptablesPlan plan =
          IptablesPlanner.plan(
              node.filter().read(), SampleServices.spoiled(desired, Set.of("s999")));
      PacketFilterException e =
          assertThrows(PacketFilterException.class, () -> node.filter().apply(plan));
      PlanStep step = e.step().orElseThrow();
      assertEquals("default/s999 (TCP)", step.cause().text());
      assertTrue(e.getMessage().contains("RULE_APPEND failed (Invalid argument)"), e.getMessage());
    }
  }

  @Test
  void theHolderOfTheLockIsNamed() throws Exception {
    try (NamespaceNode node = new NamespaceNode(IpFamily.IPV4, IptablesVariant.LEGACY)) {
      Process holder =
          new ProcessBuilder("flock", "--no-fork", node.lock().toString(), "sleep", "60").start();
      try {
        waitUntilHeld(node);
        IptablesPlan plan =
            IptablesPlanner.plan(node.filter().read(), SampleServices.of(IpFamily.IPV4, 1, 1));
        PacketFilterException e =
            assertThrows(PacketFilterException.class, () -> node.filter().apply(plan));
        assertEquals(Kind.BUSY, e.kind());
        String named = "process " + holder.pid() + " (sleep)";
        assertTrue(e.getMessage().contains(named), e.getMessage());
      } finally {
        holder.destroyForcibly().waitFor();
      }
    }
  }

  private static void waitUntilHeld(NamespaceNode node) throws Exception {
    List<String> tryLock = List.of("flock", "--nonblock", node.lock().toString(), "true");
    while (new ProcessBuilder(tryLock).start().waitFor() == 0) {
      Thread.sleep(10);
    }
  }

  @ParameterizedTest
  @EnumSource
  void withoutRightsItSaysSo(IptablesVariant variant) {
    try (NamespaceNode node = new NamespaceNode(IpFamily.IPV4, variant)) {
      IptablesPlan plan =
          IptablesPlanner.plan(node.filter().read(), SampleServices.of(IpFamily.IPV4, 1, 1));
      PacketFilter filter =
          new RestorePacketFilter(
              IpFamily.IPV4,
              variant,
              node.runner("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
      PacketFilterException reading = assertThrows(PacketFilterException.class, filter::read);
      assertEquals(Kind.NOT_PERMITTED, reading.kind());
      PacketFilterException changing =
          assertThrows(PacketFilterException.class, () -> filter.apply(plan));
      assertEquals(Kind.NOT_PERMITTED, changing.kind());
    }
  }

  @Test
  void aCommandThatIsMissingIsUnavailable() {
    CommandRunner nowhere = new ProcessRunner(List.of("no-such-wrapper"), Map.of());
    PacketFilter filter = new RestorePacketFilter(IpFamily.IPV4, IptablesVariant.NFT, nowhere);
    PacketFilterException e = assertThrows(PacketFilterException.class, filter::read);
    assertEquals(Kind.UNAVAILABLE, e.kind());
    assertTrue(e.getMessage().contains("no-such-wrapper"), e.getMessage());
  }

  @Test
  void aTableThatOnlyNftCanExpressIsNotTakenForAnEmptyOne() {
    try (NamespaceNode node = new NamespaceNode(IpFamily.IPV4, IptablesVariant.NFT)) {
      node.namespace().run("nft", "add table ip nat; add chain ip nat OTHER").orFail();
      node.namespace().run("nft", "add rule ip nat OTHER meta cpu 3 counter drop").orFail();
      PacketFilterException e =
          assertThrows(PacketFilterException.class, () -> node.filter().read());
      assertEquals(Kind.UNAVAILABLE, e.kind());
      assertFalse(e.getMessage().isBlank());
    }
  }
}
