// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.nftables.NftFamily;
import io.svcrules.netlink.nftables.NftRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** What netlink and the iptables-nft of this machine make of the same rules, in a real kernel. */
class IptablesParityPropertyTest {
  private static final String CHAIN = "KUBE-TEST";

  /** Random rules of one table. */
  record Batch(IpFamily family, Table table, List<Rule> rules) {
    List<String> specifications() {
      return rules.stream().map(Rule::toString).toList();
    }
  }

  @Property(tries = 12, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void compatibleIsWhatIptablesWrites(@ForAll("batches") Batch batch) {
    try (IptablesNamespace namespace = new IptablesNamespace(batch.family())) {
      List<String> lines = new ArrayList<>(chainLines());
      batch.specifications().forEach(rule -> lines.add("-A " + CHAIN + " " + rule));
      namespace.restore(batch.table(), lines);
      NftFamily family = batch.family() == IpFamily.IPV4 ? NftFamily.IPV4 : NftFamily.IPV6;
      NftRuleEncoder encoder =
          new NftRuleEncoder(batch.family(), NftEncoding.COMPATIBLE, EncodableRules.SETS);
      NftRuleDecoder decoder = new NftRuleDecoder(batch.family(), EncodableRules.SETS);
      List<NftRule> kernel = namespace.client().rules(family, batch.table().lowerCase(), CHAIN);

      assertEquals(batch.rules().size(), kernel.size());
      for (int i = 0; i < kernel.size(); i++) {
        Rule rule = batch.rules().get(i);
        EncodedRule encoded = encoder.encode(rule);
        assertEquals(encoded.expressions(), kernel.get(i).expressions(), rule::toString);
        assertEquals(encoded.userData(), kernel.get(i).userData(), rule::toString);
        assertEquals(rule, decoder.decode(kernel.get(i)));
      }
    }
  }

  @Property(tries = 16, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void whatIsWrittenIptablesPrintsFindsAndDeletes(
      @ForAll("batches") Batch batch, @ForAll NftEncoding encoding) {
    try (IptablesNamespace namespace = new IptablesNamespace(batch.family())) {
      write(namespace, batch, encoding);

      assertEquals(batch.specifications(), namespace.savedRules(batch.table(), CHAIN));
      assertEquals(batch.rules(), namespace.parsedRules(batch.table(), CHAIN));
      assertEquals(batch.rules(), readBack(namespace, batch, encoding));
      List<Rule> left = new ArrayList<>(batch.rules());
      while (!left.isEmpty()) {
        // The first of equal rules is the one that iptables deletes.
        Rule rule = left.get(left.size() / 2);
        for (String command : List.of("-C", "-D")) {
          List<String> words = new ArrayList<>(List.of(command, CHAIN));
          words.addAll(ShellWords.split(rule.toString()));
          namespace.iptables(batch.table(), words);
        }
        left.remove(rule);
        assertEquals(
            left.stream().map(Rule::toString).toList(), namespace.savedRules(batch.table(), CHAIN));
      }
    }
  }

  @Property(tries = 8, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void rulesSurviveWhatIptablesDoesBesideThem(
      @ForAll("batches") Batch batch, @ForAll NftEncoding encoding) {
    try (IptablesNamespace namespace = new IptablesNamespace(batch.family())) {
      write(namespace, batch, encoding);
      Table table = batch.table();
      namespace.iptables(table, "-A " + CHAIN + " -m comment --comment last -j RETURN");
      namespace.iptables(table, "-I " + CHAIN + " -m comment --comment first -j RETURN");
      namespace.iptables(table, "-I " + CHAIN + " 3 -m comment --comment third -j RETURN");
      namespace.restore(
          table, List.of(":OTHER - [0:0]", "-A OTHER -j RETURN", "-A " + CHAIN + " -j OTHER"));
      namespace.iptables(table, "-F OTHER");
      namespace.iptables(table, "-L");
      namespace.iptables(table, "-S");
      namespace.iptables(table, "-D " + CHAIN + " -j OTHER");

      List<String> expected = new ArrayList<>(batch.specifications());
      expected.add("-m comment --comment last -j RETURN");
      expected.add(0, "-m comment --comment first -j RETURN");
      expected.add(2, "-m comment --comment third -j RETURN");
      assertEquals(expected, namespace.savedRules(table, CHAIN));
      assertEquals(
          expected, readBack(namespace, batch, encoding).stream().map(Rule::toString).toList());
      namespace.iptables(table, "-Z " + CHAIN);
      assertEquals(expected, namespace.savedRules(table, CHAIN));
    }
  }

  private static List<String> chainLines() {
    return Stream.concat(EncodableRules.CALLABLE.stream(), Stream.of(CHAIN))
        .map(chain -> ":" + chain + " - [0:0]")
        .toList();
  }

  private static void write(IptablesNamespace namespace, Batch batch, NftEncoding encoding) {
    List<NftChange> changes = new ArrayList<>();
    EncodableRules.CALLABLE.forEach(one -> changes.add(new CreateChain(batch.table(), one)));
    changes.add(new CreateChain(batch.table(), CHAIN));
    batch.rules().forEach(rule -> changes.add(new AppendRule(batch.table(), CHAIN, rule)));
    namespace.tables(encoding).apply(changes);
  }

  private static List<Rule> readBack(
      IptablesNamespace namespace, Batch batch, NftEncoding encoding) {
    return namespace
        .tables(encoding)
        .read()
        .chain(batch.table(), CHAIN)
        .orElseThrow()
        .rules()
        .stream()
        .map(HandledRule::rule)
        .toList();
  }

  @Provide
  Arbitrary<Batch> batches() {
    return Combinators.combine(
            Arbitraries.of(IpFamily.class), Arbitraries.of(Table.FILTER, Table.NAT))
        .flatAs(
            (family, table) ->
                new EncodableRules(family, true)
                    .rules(table)
                    .list()
                    .ofSize(25)
                    .map(rules -> new Batch(family, table, rules)));
  }
}
