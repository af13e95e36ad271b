// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.kernel.PacketFilterException.Kind;
import io.svcrules.model.IpFamily;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class VariantDetectorTest {
  private static final String HINT = "*mangle\n:KUBE-IPTABLES-HINT - [0:0]\nCOMMIT\n";
  private static final String CANARY = "*mangle\n:KUBE-KUBELET-CANARY - [0:0]\nCOMMIT\n";
  private static final String ONE = "*nat\n-A OUTPUT -j RETURN\nCOMMIT\n";
  private static final String TWO = "*nat\n-A OUTPUT -j RETURN\n-A INPUT -j RETURN\nCOMMIT\n";
  private static final String OURS = "*nat\n:KUBE-SERVICES - [0:0]\n:KUBE-SVC-A - [0:0]\nCOMMIT\n";

  @Test
  void anEmptyNodeUsesNft() {
    assertEquals(IptablesVariant.NFT, detect(Map.of()).variant());
  }

  @Test
  void kubeletsMarkDecidesWhateverTheRulesAre() {
    assertEquals(
        IptablesVariant.LEGACY,
        detect(Map.of("ip6tables-legacy-save", CANARY, "iptables-nft-save", TWO)).variant());
    assertEquals(
        IptablesVariant.NFT,
        detect(Map.of("iptables-nft-save", HINT, "iptables-legacy-save", TWO + CANARY)).variant());
  }

  @Test
  void kubeletsMarkIsOneInMangleOnly() {
    String elsewhere = CANARY.replace("mangle", "nat");
    assertEquals(IptablesVariant.NFT, detect(Map.of("iptables-legacy-save", elsewhere)).variant());
  }

  @Test
  void elseTheVariantWithMoreRulesIsUsed() {
    assertEquals(
        IptablesVariant.LEGACY,
        detect(
                Map.of(
                    "iptables-legacy-save",
                    ONE,
                    "ip6tables-legacy-save",
                    ONE,
                    "iptables-nft-save",
                    ONE))
            .variant());
    assertEquals(
        IptablesVariant.NFT,
        detect(Map.of("iptables-legacy-save", ONE, "ip6tables-nft-save", ONE)).variant());
  }

  @Test
  void leftoversInTheOtherVariantAreToldByFamily() {
    DetectedVariant detected =
        detect(Map.of("iptables-nft-save", HINT + OURS, "ip6tables-legacy-save", OURS));
    assertEquals(1, detected.leftovers().size());
    assertEquals(
        "iptables-legacy still holds 2 chains of services for IPv6, which packets pass as well;"
            + " see: ip6tables-legacy-save",
        detected.leftovers().get(0));
  }

  @Test
  void aVariantThatIsNotInstalledIsNotUsed() {
    CommandRunner legacyOnly =
        (command, input) -> {
          if (command.get(0).contains("nft")) {
            throw missing(command.get(0));
          }
          return new CommandOutcome(0, new byte[0], "");
        };
    assertEquals(IptablesVariant.LEGACY, new VariantDetector(legacyOnly).detect().variant());
  }

  @Test
  void aNodeWithoutIptablesIsAnError() {
    CommandRunner none =
        (command, input) -> {
          throw missing(command.get(0));
        };
    PacketFilterException e =
        assertThrows(PacketFilterException.class, () -> new VariantDetector(none).detect());
    assertEquals(Kind.UNAVAILABLE, e.kind());
  }

  @Test
  void withoutRightsItSaysSo() {
    CommandRunner forbidden =
        (command, input) ->
            new CommandOutcome(4, new byte[0], "Permission denied (you must be root)");
    PacketFilterException e =
        assertThrows(PacketFilterException.class, () -> new VariantDetector(forbidden).detect());
    assertEquals(Kind.NOT_PERMITTED, e.kind());
  }

  @Test
  void aRealNodeIsRead() {
    try (NamespaceNode node = new NamespaceNode(IpFamily.IPV6, IptablesVariant.LEGACY)) {
      VariantDetector detector = new VariantDetector(node.runner());
      assertEquals(IptablesVariant.NFT, detector.detect().variant());
      new Applier(node.filter()).apply(SampleServices.of(IpFamily.IPV6, 2, 2));
      DetectedVariant legacy = detector.detect();
      assertEquals(IptablesVariant.LEGACY, legacy.variant());
      assertEquals(List.of(), legacy.leftovers());
      node.namespace().runWithInput(HINT, "iptables-nft-restore", "--noflush").orFail();
      DetectedVariant nft = detector.detect();
      assertEquals(IptablesVariant.NFT, nft.variant());
      assertTrue(nft.leftovers().get(0).contains("for IPv6"), nft.leftovers()::toString);
    }
  }

  private static DetectedVariant detect(Map<String, String> saved) {
    CommandRunner runner =
        (command, input) ->
            new CommandOutcome(
                0, saved.getOrDefault(command.get(0), "").getBytes(StandardCharsets.UTF_8), "");
    return new VariantDetector(runner).detect();
  }

  private static PacketFilterException missing(String command) {
    return new PacketFilterException(
        Kind.UNAVAILABLE, "cannot run " + command, Optional.empty(), Optional.empty(), null);
  }
}
