// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Change;
import io.svcrules.iptables.CommentMatch;
import io.svcrules.iptables.DnatTarget;
import io.svcrules.iptables.Jump;
import io.svcrules.iptables.ProtocolMatch;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableChanges;
import io.svcrules.iptables.TableRules;
import io.svcrules.iptables.Verdict;
import io.svcrules.iptables.kernel.nft.SetIndexes;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables so large that several processors share in writing and reading them. */
class LargeTableTest {
  private static final int CHAINS = 9_500;

  /** So few that one processor has them all. */
  private static final int FEW = 950;

  private static FakeXtables kernel(IpFamily family) {
    return new FakeXtables(family, Table.NAT, SetIndexes.NONE);
  }

  private static String name(int number) {
    // Not in the order of their numbers.
    return "KUBE-SEP-" + Integer.toHexString(number * 0x9e37 + 0x10000);
  }

  private static Rule rule(IpFamily family, int number) {
    String text = (family == IpFamily.IPV4 ? "10.0." : "fd00::") + number / 256;
    IpAddress address =
        IpAddress.parse(text + (family == IpFamily.IPV4 ? "." : ":") + number % 200);
    return Rule.of(
        new DnatTarget(address, 1 + number),
        new ProtocolMatch(false, "tcp"),
        new CommentMatch("default/service-" + number));
  }

  private static List<Change> load(IpFamily family, int from, int to) {
    List<Change> changes = new ArrayList<>();
    for (int i = from; i < to; i++) {
      changes.add(new Change.CreateOrFlush(name(i)));
    }
    for (int i = from; i < to; i++) {
      if (i > 0) {
        changes.add(new Change.Append(name(i), Rule.of(new Jump(name(i / 2)))));
      }
      changes.add(new Change.Append(name(i), rule(family, i)));
      changes.add(new Change.Append(name(i), Rule.of(Verdict.RETURN)));
    }
    changes.add(new Change.Append("PREROUTING", Rule.of(new Jump(name(to - 1)))));
    return changes;
  }

  @ParameterizedTest
  @EnumSource
  void whatProcessorsWriteTogetherIsWhatOneWrites(IpFamily family) {
    FakeXtables together = kernel(family);
    FakeXtables alone = kernel(family);
    List<Change> all = new ArrayList<>();
    for (int from = 0; from < CHAINS; from += FEW) {
      List<Change> some = load(family, from, from + FEW);
      all.addAll(some);
      alone.tables().commit(new TableChanges(Table.NAT, some));
    }
    together.tables().commit(new TableChanges(Table.NAT, all));
    assertArrayEquals(alone.entries(), together.entries());
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenIsReadTheSame(IpFamily family) {
    FakeXtables kernel = kernel(family);
    LegacyTables tables = kernel.tables();
    tables.commit(new TableChanges(Table.NAT, load(family, 0, CHAINS)));
    TableRules read = tables.read(Table.NAT);
    assertEquals(kernel.tables().read(Table.NAT), read);
    for (int i = 1; i < CHAINS; i++) {
      List<Rule> rules = read.chain(name(i)).orElseThrow().rules();
      assertEquals(Rule.of(new Jump(name(i / 2))), rules.get(0));
      assertEquals(rule(family, i), rules.get(1));
    }
    assertEquals(CHAINS + Table.NAT.builtInChains().size(), read.chains().size());
  }

  @ParameterizedTest
  @EnumSource
  void whatOthersChangedSinceIsSeen(IpFamily family) {
    FakeXtables kernel = kernel(family);
    LegacyTables tables = kernel.tables();
    LegacyTables others = kernel.tables();
    for (Change change :
        List.of(
            new Change.Replace(name(5_000), 2, rule(family, 5_001)),
            new Change.DeleteRuleAt(name(6_000), 3),
            new Change.Replace(name(7_000), 1, Rule.of(new Jump(name(1)))),
            new Change.Flush(name(8_000)),
            new Change.Create("AN-EARLY-CHAIN"))) {
      tables.commit(new TableChanges(Table.NAT, load(family, 0, CHAINS)));
      others.commit(new TableChanges(Table.NAT, List.of(change)));
      TableRules read = tables.read(Table.NAT);
      assertEquals(others.read(Table.NAT), read);
      assertTrue(read.chain(change.chain()).isPresent());
    }
  }
}
