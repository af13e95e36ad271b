// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.ChainPolicy;
import io.svcrules.iptables.Change;
import io.svcrules.iptables.IptablesFixtures;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.RulesetEditor;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableChanges;
import io.svcrules.iptables.TableRules;
import io.svcrules.iptables.kernel.nft.EncodableRules;
import io.svcrules.iptables.plan.IptablesPlanner;
import io.svcrules.iptables.plan.NodeArbitraries;
import io.svcrules.iptables.text.IptablesTextParser;
import io.svcrules.iptables.text.RulesetWriter;
import io.svcrules.model.IpFamily;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What we and the iptables-legacy of this machine make of the same rules, in a real kernel. */
class LegacyParityPropertyTest {

  /** Random rules of one table. */
  record Batch(IpFamily family, Table table, List<Rule> rules) {}

  static Stream<Path> golden() {
    return IptablesFixtures.golden().stream();
  }

  @ParameterizedTest
  @MethodSource("golden")
  void whatKubeProxyWritesIsTheSameByteForByte(Path file) {
    IpFamily family = IptablesFixtures.family(file);
    assertParity(
        IptablesTextParser.parseSaved(family, IptablesFixtures.read(file)).orThrow(), false);
  }

  @Property(tries = 10, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void whatRandomClustersNeedIsTheSameByteForByte(@ForAll long seed) {
    Ruleset empty = new Ruleset(IpFamily.IPV4, Map.of());
    Ruleset rules =
        RulesetEditor.apply(
            empty,
            IptablesPlanner.plan(empty, NodeArbitraries.desired(new Random(seed))).restoreInput());
    assertParity(rules, false);
  }

  @Property(tries = 16, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void rulesOfEveryKindAreTheSameByteForByte(@ForAll("batches") Batch batch) {
    List<Chain> chains = new ArrayList<>();
    for (String name : batch.table().builtInChains()) {
      chains.add(new Chain(name, ChainPolicy.ACCEPT, List.of()));
    }
    chains.add(Chain.of("KUBE-TEST", batch.rules()));
    EncodableRules.CALLABLE.forEach(name -> chains.add(Chain.of(name, List.of())));
    TableRules table = TableRules.of(batch.table(), chains);
    assertParity(Ruleset.of(batch.family(), List.of(table)), true);
  }

  /** Of the same rules, iptables and we make the same entries, and both read them the same. */
  private static void assertParity(Ruleset rules, boolean deletable) {
    try (LegacyNamespace theirs = new LegacyNamespace(rules.family());
        LegacyNamespace ours = new LegacyNamespace(rules.family())) {
      theirs.restore(RulesetWriter.saved(rules));
      for (TableRules table : rules.tables().values()) {
        ours.tables().commit(new TableChanges(table.table(), load(table)));
        byte[] expected = theirs.entries(table.table());
        assertArrayEquals(expected, ours.entries(table.table()), table::toString);
        assertEquals(table, theirs.tables().read(table.table()));
        assertEquals(table, theirs.saved().table(table.table()));
        assertEquals(table, ours.tables().read(table.table()), "without decoding");
        if (deletable) {
          deleteAll(ours, table);
        }
      }
    }
  }

  /** iptables finds each rule by what it prints of it. */
  private static void deleteAll(LegacyNamespace ours, TableRules table) {
    for (Chain chain : table.chains().values()) {
      StringBuilder lines = new StringBuilder("*").append(table.table().lowerCase()).append('\n');
      for (Rule rule : chain.rules()) {
        lines.append("-D ").append(chain.name()).append(' ').append(rule).append('\n');
      }
      ours.restore(lines.append("COMMIT\n").toString(), "--noflush");
      assertEquals(
          List.of(), ours.saved().table(table.table()).chain(chain.name()).orElseThrow().rules());
    }
  }

  private static List<Change> load(TableRules table) {
    List<Change> changes = new ArrayList<>();
    for (Chain chain : table.chains().values()) {
      changes.add(
          chain.policy() == ChainPolicy.NONE
              ? new Change.Create(chain.name())
              : new Change.SetPolicy(chain.name(), chain.policy()));
    }
    for (Chain chain : table.chains().values()) {
      chain.rules().forEach(rule -> changes.add(new Change.Append(chain.name(), rule)));
    }
    return changes;
  }

  @Provide
  Arbitrary<Batch> batches() {
    return Arbitraries.of(IpFamily.class)
        .flatMap(
            family ->
                Arbitraries.of(Table.FILTER, Table.NAT)
                    .flatMap(
                        table ->
                            new EncodableRules(family, true)
                                .rules(table)
                                .list()
                                .ofSize(25)
                                .map(rules -> new Batch(family, table, rules))));
  }
}
