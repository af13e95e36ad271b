// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.svcrules.iptables.Table;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.IptablesCompiler;
import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.iptables.compile.RuleReason;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.random.RandomCluster;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ServiceResolver;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RuleOriginsTest {
  private static final String MARK = "-A KUBE-MARK-MASQ -j MARK --or-mark 0x4000";

  private static CompiledRuleset compile(Manifests cluster, IpFamily family) {
    return IptablesCompiler.compile(
        ServiceResolver.resolve(cluster, family, RandomCluster.NODE, ResolveOptions.DEFAULT),
        IptablesConfig.DEFAULT);
  }

  @Test
  void aRuleIsFoundHoweverItIsSpelled() {
    RuleOrigins origins = RuleOrigins.of(compile(RandomCluster.of(new Random(1)), IpFamily.IPV4));
    for (String line :
        List.of(
            MARK,
            "[12:720] " + MARK,
            "iptables -t nat " + MARK,
            "  -A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000")) {
      SavedRule saved = SavedRule.parse(IpFamily.IPV4, line);
      List<RuleOrigin> found = origins.rule(saved.chain(), saved.rule());
      assertEquals(1, found.size(), line);
      assertEquals(RuleReason.MARK, found.get(0).reason());
    }
    assertEquals(
        Optional.of(Table.NAT), SavedRule.parse(IpFamily.IPV4, "iptables -t nat " + MARK).table());
  }

  @Test
  void whatIsNoRuleIsRefused() {
    for (String line :
        List.of(
            "", ":KUBE-SERVICES - [0:0]", "-A X -j", "-t odd -A X -j DROP", MARK + "\n" + MARK)) {
      assertThrows(
          IllegalArgumentException.class, () -> SavedRule.parse(IpFamily.IPV4, line), line);
    }
  }

  @Test
  void aForeignChainIsNotKnown() {
    RuleOrigins origins = RuleOrigins.of(compile(RandomCluster.of(new Random(1)), IpFamily.IPV4));
    assertFalse(origins.hasChain("DOCKER"));
    assertEquals(List.of(), origins.chain("DOCKER"));
    assertEquals(Optional.empty(), origins.owner("KUBE-SERVICES"));
  }
}
