// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.capability.Capability;
import io.svcrules.model.IpFamily;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class RestoreProbeTest {
  private static final Set<Capability> ALL = EnumSet.complementOf(EnumSet.of(Capability.SET));

  private final List<String> inputs = new ArrayList<>();

  static Stream<Arguments> nodes() {
    return Stream.of(IptablesVariant.values())
        .flatMap(
            variant -> Stream.of(IpFamily.values()).map(family -> Arguments.of(variant, family)));
  }

  private static String text(CommandRunner.Input input) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      input.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** An iptables that does not know a word, and warns of what its kernel lacks. */
  private Set<Capability> missing(String unknown, String warning) {
    CommandRunner runner =
        (command, input) -> {
          assertEquals(List.of("iptables-nft-restore", "--test", "--noflush", "-w", "5"), command);
          String text = text(input);
          inputs.add(text);
          return text.contains(unknown)
              ? new CommandOutcome(2, new byte[0], "unknown option")
              : new CommandOutcome(0, new byte[0], warning);
        };
    return new RestoreProbe(IpFamily.IPV4, IptablesVariant.NFT, runner).missing(ALL);
  }

  /** An iptables that is asked for match set alone, and always refuses a set that is not there. */
  private static Set<Capability> missingSets(String errors) {
    CommandRunner runner = (command, input) -> new CommandOutcome(2, new byte[0], errors);
    return new RestoreProbe(IpFamily.IPV4, IptablesVariant.NFT, runner)
        .missing(Set.of(Capability.SET));
  }

  @Test
  void whoMissesASetKnowsSets() {
    assertEquals(Set.of(), missingSets("iptables-restore: Set SVCRULES-PROBE doesn't exist.\n"));
    assertEquals(
        Set.of(Capability.SET),
        missingSets("Couldn't load match `set':No such file or directory\n"));
    assertEquals(
        Set.of(Capability.SET),
        missingSets(
            """
            Warning: Extension set revision 0 not supported, missing kernel module?
            iptables-restore: Set SVCRULES-PROBE doesn't exist.
            """));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("nodes")
  void thisKernelKnowsSets(IptablesVariant variant, IpFamily family) {
    try (NamespaceNode node = new NamespaceNode(family, variant)) {
      assertEquals(
          Set.of(),
          new RestoreProbe(family, variant, node.runner())
              .missing(EnumSet.of(Capability.SET, Capability.PHYSDEV)));
    }
  }

  @Test
  void oneRunTellsThatAllIsThere() {
    assertEquals(Set.of(), missing("nothing", ""));
    assertEquals(1, inputs.size());
    assertTrue(inputs.get(0).startsWith("*filter\n:SVCRULES-PROBE - [0:0]\n"), inputs.get(0));
  }

  @Test
  void whatTheKernelLacksIsNamedByIptables() {
    String warnings =
        """
        Warning: Extension recent revision 0 not supported, missing kernel module?
        Warning: Extension REJECT is not supported, missing kernel module?
        """;
    assertEquals(Set.of(Capability.RECENT, Capability.REJECT), missing("nothing", warnings));
  }

  @Test
  void aTargetIsNotTakenForTheMatchOfItsName() {
    assertEquals(
        Set.of(Capability.MARK_TARGET),
        missing("nothing", "Warning: Extension MARK revision 2 not supported, missing\n"));
  }

  @Test
  void whatIptablesDoesNotKnowIsFoundOneByOne() {
    assertEquals(Set.of(Capability.RANDOM_FULLY), missing("--random-fully", ""));
    assertEquals(2 + ALL.size(), inputs.size());
  }

  @Test
  void anIptablesThatFailsAnywayTellsNothing() {
    assertEquals(Set.of(), missing("*filter", ""));
    assertEquals(2, inputs.size());
  }

  @ParameterizedTest
  @EnumSource
  void aLockThatSomebodyHoldsIsNoLackAndWaitedForOnce(Capability capability) {
    CommandRunner locked =
        (command, input) -> {
          inputs.add(text(input));
          String errors = "Another app is currently holding the xtables lock. Stopped waiting.\n";
          return new CommandOutcome(4, new byte[0], errors);
        };
    RestoreProbe probe = new RestoreProbe(IpFamily.IPV4, IptablesVariant.LEGACY, locked);
    PacketFilterException e =
        assertThrows(PacketFilterException.class, () -> probe.missing(EnumSet.of(capability)));
    assertEquals(PacketFilterException.Kind.BUSY, e.kind());
    assertEquals(1, inputs.size());
  }

  @Test
  void nothingIsRunToAskNothing() {
    CommandRunner none =
        (command, input) -> {
          throw new AssertionError(command);
        };
    assertEquals(
        Set.of(), new RestoreProbe(IpFamily.IPV4, IptablesVariant.NFT, none).missing(Set.of()));
  }

  @ParameterizedTest
  @MethodSource("nodes")
  void thisKernelLacksNothingAndIsLeftAsItIs(IptablesVariant variant, IpFamily family) {
    try (NamespaceNode node = new NamespaceNode(family, variant)) {
      node.load("*filter\n-A INPUT -p udp -j ACCEPT\nCOMMIT\n");
      String before = node.saved();
      assertEquals(Set.of(), new RestoreProbe(family, variant, node.runner()).missing(ALL));
      assertEquals(before, node.saved());
    }
  }

  /** The kernels that tests run on have no match ipvs, so their iptables warns of it. */
  @ParameterizedTest
  @EnumSource
  void whatThisKernelLacksIsFound(IptablesVariant variant) {
    try (NamespaceNode node = new NamespaceNode(IpFamily.IPV4, variant)) {
      // For the match ipvs to stand where match recent would.
      CommandRunner real = node.runner();
      CommandRunner lacking =
          (command, input) -> {
            byte[] changed =
                text(input)
                    .replaceAll("-m recent [^\n]*", "-m ipvs --vaddr 10.0.0.1")
                    .getBytes(StandardCharsets.UTF_8);
            CommandOutcome outcome = real.run(command, out -> out.write(changed));
            String errors = outcome.errors().replace("ipvs", "recent");
            return new CommandOutcome(outcome.exitCode(), outcome.output(), errors);
          };
      RestoreProbe probe = new RestoreProbe(IpFamily.IPV4, variant, lacking);
      boolean hasIpvs =
          real.run(
                  List.of("sh", "-c", "grep -q '^ipvs$' /proc/net/ip_tables_matches"),
                  CommandRunner.Input.NONE)
              .isSuccess();
      assertEquals(hasIpvs ? Set.of() : Set.of(Capability.RECENT), probe.missing(ALL));
    }
  }
}
