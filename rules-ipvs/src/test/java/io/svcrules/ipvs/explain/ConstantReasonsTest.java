// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.TableRules;
import io.svcrules.iptables.compile.LocalDetector;
import io.svcrules.ipvs.KubeSet;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpFamily;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ConstantReasonsTest {
  private static final LocalDetector PODS =
      new LocalDetector.PodCidr(
          List.of(Cidr.parse("10.244.0.0/16"), Cidr.parse("fd00:10:244::/48")));

  @ParameterizedTest
  @EnumSource
  void everyConstantRuleHasAReason(IpFamily family) {
    ConstantReasons reasons = new ConstantReasons(family);
    List<String> without = new ArrayList<>();
    Set<KubeSet> looked = EnumSet.noneOf(KubeSet.class);
    for (IpvsConfig config :
        List.of(
            IpvsConfig.builder().build(),
            IpvsConfig.builder().localDetector(PODS).build(),
            IpvsConfig.builder().masqueradeAll(true).build())) {
      CompiledIpvs compiled = CompiledIpvs.assemble(family, config, List.of());
      for (TableRules table : compiled.state().rules().tables().values()) {
        for (Chain chain : table.chains().values()) {
          for (Rule rule : chain.rules()) {
            reasons.set(rule).ifPresent(looked::add);
            if (reasons.of(table.table(), chain.name(), rule).isEmpty()) {
              without.add(chain.name() + rule);
            }
          }
        }
      }
    }
    assertEquals(List.of(), without);
    Set<KubeSet> idle = EnumSet.complementOf(EnumSet.copyOf(looked));
    assertEquals(Set.of(KubeSet.VIRTUAL_SERVER), idle);
  }

  @ParameterizedTest
  @EnumSource
  void everySetHasAPurpose(KubeSet set) {
    assertTrue(!SetPurpose.text(set).isEmpty());
  }
}
