// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.svcrules.iptables.Change;
import io.svcrules.iptables.Goto;
import io.svcrules.iptables.Jump;
import io.svcrules.iptables.NoTarget;
import io.svcrules.iptables.RestoreException;
import io.svcrules.iptables.RestoreInput;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.RulesetEditor;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableChanges;
import io.svcrules.iptables.TableRules;
import io.svcrules.iptables.Target;
import io.svcrules.iptables.Verdict;
import io.svcrules.iptables.kernel.nft.EncodableRules;
import io.svcrules.model.IpFamily;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Tables in memory, changed at random. */
class LegacyTablesPropertyTest {
  private static final List<String> CHAINS = List.of("A", "B", "KUBE-C", "KUBE-D", "Z");

  /** Rules to put into chains. */
  record Rules(IpFamily family, List<Rule> rules) {}

  private static FakeXtables kernel(IpFamily family) {
    return new FakeXtables(family, Table.NAT, EncodableRules.SETS);
  }

  @Property(tries = 100)
  void changesMakeOfATableWhatThePureEditorMakes(@ForAll("rules") Rules rules, @ForAll long seed) {
    Random random = new Random(seed);
    FakeXtables kernel = kernel(rules.family());
    LegacyTables tables = kernel.tables();
    LegacyTables others = kernel.tables();
    Ruleset current = Ruleset.of(rules.family(), List.of(others.read(Table.NAT)));
    for (int round = 0; round < 12; round++) {
      List<Change> changes = new ArrayList<>();
      for (int i = random.nextInt(8); i >= 0; i--) {
        changes.add(change(random, rules.rules()));
      }
      TableChanges all = new TableChanges(Table.NAT, changes);
      byte[] before = kernel.entries();
      try {
        RestoreInput input = new RestoreInput(rules.family(), List.of(all));
        current = RulesetEditor.apply(current, input);
        tables.commit(all);
      } catch (RestoreException e) {
        if (e.change().isPresent()) {
          RefusedEditException refused =
              assertThrows(RefusedEditException.class, () -> tables.commit(all));
          assertEquals(e.change().get(), changes.get(refused.change().orElseThrow()));
          assertArrayEquals(before, kernel.entries());
        }
      }
      TableRules expected = current.table(Table.NAT);
      assertEquals(expected, others.read(Table.NAT));
      assertEquals(expected, tables.read(Table.NAT), "also if it need not be decoded");
    }
  }

  /** Rarely refused, as chains are made if they are not there. */
  private static Change change(Random random, List<Rule> rules) {
    List<String> all = new ArrayList<>(CHAINS);
    all.addAll(Table.NAT.builtInChains());
    String chain = all.get(random.nextInt(all.size()));
    String own = CHAINS.get(random.nextInt(CHAINS.size()));
    Rule rule = rule(random, rules);
    int position = 1 + random.nextInt(3);
    return switch (random.nextInt(16)) {
      case 0, 1, 2 -> new Change.CreateOrFlush(own);
      case 3 -> new Change.Flush(chain);
      case 4 -> new Change.Delete(own);
      case 5 -> new Change.Insert(chain, position, rule);
      case 6 -> new Change.DeleteRuleAt(chain, position);
      case 7 -> new Change.Replace(chain, position, rule);
      case 8 -> new Change.DeleteRule(chain, rule);
      case 9 -> new Change.Create(own);
      case 10, 11 -> new Change.Insert(chain, 1, rule);
      default -> new Change.Append(chain, rule);
    };
  }

  /** Jumps only forward by name, as circles are found by the kernel and not by us. */
  private static Rule rule(Random random, List<Rule> rules) {
    Rule rule = rules.get(random.nextInt(rules.size()));
    Target target =
        switch (random.nextInt(5)) {
          case 0 -> new Jump(CHAINS.get(random.nextInt(CHAINS.size())));
          case 1 -> new Goto(CHAINS.get(random.nextInt(CHAINS.size())));
          case 2 -> NoTarget.NONE;
          case 3 -> Verdict.RETURN;
          default -> rule.target().calledChain().isPresent() ? Verdict.ACCEPT : rule.target();
        };
    return new Rule(rule.matches(), target);
  }

  @Property(tries = 100)
  void whatIsWrittenIsReadTheSame(@ForAll("rules") Rules rules) {
    FakeXtables kernel = kernel(rules.family());
    LegacyTables tables = kernel.tables();
    List<Change> changes = new ArrayList<>();
    EncodableRules.CALLABLE.forEach(chain -> changes.add(new Change.Create(chain)));
    changes.add(new Change.Create("KUBE-TEST"));
    rules.rules().forEach(rule -> changes.add(new Change.Append("KUBE-TEST", rule)));
    tables.commit(new TableChanges(Table.NAT, changes));
    TableRules read = kernel.tables().read(Table.NAT);
    assertEquals(rules.rules(), read.chain("KUBE-TEST").orElseThrow().rules());
    assertEquals(read, tables.read(Table.NAT));
  }

  @Property(tries = 100)
  void whatRulesThatStayHaveCountedStays(@ForAll("rules") Rules rules, @ForAll long seed) {
    Random random = new Random(seed);
    FakeXtables kernel = kernel(rules.family());
    LegacyTables tables = kernel.tables();
    List<Change> load = new ArrayList<>();
    List<Long> expected = new ArrayList<>();
    for (String chain : EncodableRules.CALLABLE) {
      load.add(new Change.Create(chain));
    }
    rules.rules().forEach(rule -> load.add(new Change.Append("PREROUTING", rule)));
    tables.commit(new TableChanges(Table.NAT, load));
    for (int i = 0; i < kernel.counters().length; i++) {
      kernel.counters()[i] = i + 1L;
      expected.add(i + 1L);
    }
    int gone = random.nextInt(rules.rules().size());
    int added = random.nextInt(rules.rules().size());
    tables.commit(
        new TableChanges(
            Table.NAT,
            List.of(
                new Change.DeleteRuleAt("PREROUTING", gone + 1),
                new Change.Insert("PREROUTING", added + 1, Rule.of(Verdict.ACCEPT)))));
    expected.subList(2 * gone, 2 * gone + 2).clear();
    expected.addAll(2 * added, List.of(0L, 0L));
    assertEquals(expected, Arrays.stream(kernel.counters()).boxed().toList());
  }

  @Provide
  Arbitrary<Rules> rules() {
    return Arbitraries.of(IpFamily.class)
        .flatMap(
            family ->
                Combinators.combine(
                        Arbitraries.just(family),
                        new EncodableRules(family, false)
                            .rules(Table.NAT)
                            .filter(rule -> !rule.toString().contains("match-set"))
                            .list()
                            .ofMinSize(3)
                            .ofMaxSize(12))
                    .as(Rules::new));
  }
}
