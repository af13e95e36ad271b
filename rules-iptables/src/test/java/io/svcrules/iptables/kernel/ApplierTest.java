// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Change;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.kernel.PacketFilterException.Kind;
import io.svcrules.iptables.plan.Cause;
import io.svcrules.iptables.plan.IptablesPlanner;
import io.svcrules.iptables.plan.TablePlan;
import io.svcrules.model.IpFamily;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ApplierTest {
  private static final CompiledRuleset BEFORE = SampleServices.of(IpFamily.IPV4, 12, 2);
  private static final CompiledRuleset AFTER =
      SampleServices.without(IpFamily.IPV4, 20, 3, Set.of(5));
  private static final Set<String> BAD = Set.of("s3", "s4", "s15");
  private static final CompiledRuleset ACCEPTED =
      SampleServices.without(IpFamily.IPV4, 20, 3, Set.of(3, 4, 5, 15));

  @Test
  void withNamesTheRefusedAreLeftOut() {
    FakePacketFilter filter = new FakePacketFilter(IpFamily.IPV4);
    new Applier(filter).apply(BEFORE);
    filter.refuse(ApplierTest::isReject);
    theRefusedAreLeftOut(filter);
  }

  @Test
  void withoutNamesTheRefusedAreLeftOut() {
    FakePacketFilter filter = new FakePacketFilter(IpFamily.IPV4);
    new Applier(filter).apply(BEFORE);
    filter.refuseWithoutName(ApplierTest::isReject);
    theRefusedAreLeftOut(filter);
  }

  @ParameterizedTest
  @EnumSource
  void aKernelThatRefusesServicesGetsAllOthers(IptablesVariant variant) {
    try (NamespaceNode node = new NamespaceNode(IpFamily.IPV4, variant)) {
      new Applier(node.filter()).apply(BEFORE);
      theRefusedAreLeftOut(node.filter());
    }
  }

  private static void theRefusedAreLeftOut(PacketFilter filter) {
    ApplyOutcome outcome = new Applier(filter).apply(SampleServices.spoiled(AFTER, BAD));
    assertEquals(
        List.of("default/s15", "default/s3", "default/s4"),
        outcome.leftOut().stream().map(refused -> refused.name().toString()).toList());
    for (RefusedServicePort refused : outcome.leftOut()) {
      assertTrue(refused.change().contains("-j REJECT"), refused.change());
      assertTrue(!refused.reason().isBlank());
    }
    assertTrue(outcome.remaining().isEmpty());
    assertTrue(IptablesPlanner.plan(filter.read(), ACCEPTED).isEmpty());
  }

  @Test
  void noServicePortIsEverHalfChangedWhileTheRefusedAreSought() {
    FakePacketFilter fake = new FakePacketFilter(IpFamily.IPV4);
    new Applier(fake).apply(BEFORE);
    fake.refuseWithoutName(ApplierTest::isReject);
    Watch watch = new Watch(fake, BEFORE, AFTER);
    theRefusedAreLeftOut(watch);
    assertTrue(watch.looks() > 10);
  }

  @Test
  void aRefusalThatIsNoServicesFaultIsThrown() {
    FakePacketFilter filter = new FakePacketFilter(IpFamily.IPV4);
    filter.refuse(change -> change.chain().equals("PREROUTING"));
    PacketFilterException e =
        assertThrows(PacketFilterException.class, () -> new Applier(filter).apply(AFTER));
    assertEquals(Kind.REFUSED, e.kind());
  }

  @Test
  void aKernelThatRefusesEverythingIsGivenUp() {
    Set<String> all = IntStream.range(0, 101).mapToObj(i -> "s" + i).collect(Collectors.toSet());
    CompiledRuleset desired = SampleServices.spoiled(SampleServices.of(IpFamily.IPV4, 101, 1), all);
    FakePacketFilter filter = new FakePacketFilter(IpFamily.IPV4);
    filter.refuse(ApplierTest::isReject);
    PacketFilterException e =
        assertThrows(PacketFilterException.class, () -> new Applier(filter).apply(desired));
    assertEquals(Kind.REFUSED, e.kind());
  }

  @Test
  void leftoversThatTheKernelKeepsDoNotKeepServicesFromTheirRules() {
    FakePacketFilter filter = new FakePacketFilter(IpFamily.IPV4);
    new Applier(filter).apply(BEFORE);
    filter.refuse(change -> change instanceof Change.Delete);
    ApplyOutcome outcome = new Applier(filter).apply(AFTER);
    assertEquals(Kind.REFUSED, outcome.refusal().orElseThrow().kind());
    assertEquals(List.of(), outcome.leftOut());
    assertTrue(!outcome.remaining().isEmpty());
    assertTrue(
        outcome.remaining().tables().stream()
            .flatMap(TablePlan::steps)
            .allMatch(step -> step.cause() instanceof Cause.Common),
        outcome.remaining()::toString);
    filter.refuse(change -> false);
    ApplyOutcome next = new Applier(filter).apply(AFTER);
    assertTrue(next.remaining().isEmpty());
    assertTrue(next.refusal().isEmpty());
  }

  @Test
  void aRefusalThatPassesIsTriedAgain() {
    FakePacketFilter filter = new FakePacketFilter(IpFamily.IPV4);
    new Applier(filter).apply(BEFORE);
    AtomicInteger refusals = new AtomicInteger(2);
    filter.refuse(change -> change instanceof Change.Delete && refusals.getAndDecrement() > 0);
    ApplyOutcome outcome = new Applier(filter).apply(AFTER);
    assertTrue(outcome.remaining().isEmpty());
    assertTrue(outcome.refusal().isEmpty());
    assertEquals(List.of(), outcome.leftOut());
  }

  private static boolean isReject(Change change) {
    StringBuilder line = new StringBuilder();
    change.appendTo(line);
    return line.toString().contains(" -j REJECT");
  }
}
