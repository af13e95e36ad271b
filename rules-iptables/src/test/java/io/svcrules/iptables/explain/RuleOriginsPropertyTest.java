// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.explain;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.TableRules;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.IptablesCompiler;
import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.random.RandomCluster;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ServiceResolver;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class RuleOriginsPropertyTest {

  @Provide
  Arbitrary<Manifests> clusters() {
    return RandomCluster.any();
  }

  private static CompiledRuleset compile(Manifests cluster, IpFamily family) {
    return IptablesCompiler.compile(
        ServiceResolver.resolve(cluster, family, RandomCluster.NODE, ResolveOptions.DEFAULT),
        IptablesConfig.DEFAULT);
  }

  @Property(tries = 100)
  void everyPrintedRuleIsFoundAgain(
      @ForAll("clusters") Manifests cluster, @ForAll IpFamily family) {
    CompiledRuleset compiled = compile(cluster, family);
    RuleOrigins origins = RuleOrigins.of(compiled);
    for (TableRules table : compiled.ruleset().tables().values()) {
      table
          .chains()
          .values()
          .forEach(
              chain -> {
                for (int i = 0; i < chain.rules().size(); i++) {
                  String line = "-A " + chain.name() + " " + chain.rules().get(i);
                  SavedRule saved = SavedRule.parse(family, line);
                  int number = i + 1;
                  assertTrue(
                      origins.rule(saved.chain(), saved.rule()).stream()
                          .anyMatch(o -> o.table() == table.table() && o.number() == number),
                      line);
                }
              });
    }
  }
}
