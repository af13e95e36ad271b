// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.env;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.kernel.CommandOutcome;
import io.svcrules.iptables.kernel.CommandRunner;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.PacketFilterException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsedVariantTest {
  private static final String TWO_LINES = "*nat\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING\n";

  private final Map<String, String> printed = new HashMap<>();

  private IptablesVariant find() {
    CommandRunner runner =
        (command, input) -> {
          String text = printed.get(String.join(" ", command));
          if (text == null) {
            throw new PacketFilterException(
                PacketFilterException.Kind.UNAVAILABLE,
                "no such command",
                Optional.empty(),
                Optional.empty(),
                null);
          }
          return new CommandOutcome(0, text.getBytes(StandardCharsets.UTF_8), "");
        };
    return new UsedVariant(runner).find();
  }

  @Test
  void theHintOfKubeletDecidesOverTheNumberOfRules() {
    printed.put("iptables-nft-save", TWO_LINES);
    printed.put("ip6tables-legacy-save", "*mangle\n:KUBE-KUBELET-CANARY - [0:0]\n");
    assertEquals(IptablesVariant.LEGACY, find());
    printed.put("iptables-nft-save", "*mangle\n:KUBE-IPTABLES-HINT - [0:0]\n");
    assertEquals(IptablesVariant.NFT, find());
  }

  @Test
  void withoutHintTheVariantWithMoreRulesDecides() {
    printed.put("iptables-nft-save", TWO_LINES);
    printed.put("iptables-legacy-save", "");
    assertEquals(IptablesVariant.NFT, find());
    printed.put("iptables-legacy-save", TWO_LINES);
    assertEquals(IptablesVariant.NFT, find(), "as many");
    printed.put("ip6tables-legacy-save", TWO_LINES);
    assertEquals(IptablesVariant.LEGACY, find());
  }

  @Test
  void theOnlyOneThatIsInstalledIsUsed() {
    printed.put("iptables-legacy-save", "");
    assertEquals(IptablesVariant.LEGACY, find());
    printed.clear();
    assertEquals(IptablesVariant.NFT, find(), "none");
  }
}
