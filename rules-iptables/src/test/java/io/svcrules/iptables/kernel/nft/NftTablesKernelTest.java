// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.ChainPolicy;
import io.svcrules.iptables.CommentMatch;
import io.svcrules.iptables.Jump;
import io.svcrules.iptables.OtherMatch;
import io.svcrules.iptables.RecentMatch;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.Verdict;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.Errno;
import io.svcrules.netlink.nftables.NftChain;
import io.svcrules.netlink.nftables.NftFamily;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NftTablesKernelTest {
  private static final Table NAT = Table.NAT;

  private static Rule remark(String text) {
    return Rule.of(Verdict.RETURN, new CommentMatch(text));
  }

  private static List<Rule> rules(NftSnapshot snapshot, String chain) {
    return snapshot.chain(NAT, chain).orElseThrow().chain().rules();
  }

  private static long handle(NftTables tables, String chain, int index) {
    return tables.read().chain(NAT, chain).orElseThrow().rules().get(index).handle();
  }

  @ParameterizedTest
  @EnumSource
  void builtInChainsAreTheSameThatIptablesMakes(IpFamily family) {
    NftFamily nft = family == IpFamily.IPV4 ? NftFamily.IPV4 : NftFamily.IPV6;
    try (IptablesNamespace ours = new IptablesNamespace(family);
        IptablesNamespace theirs = new IptablesNamespace(family)) {
      List<NftChange> changes = new ArrayList<>();
      for (Table table : Table.values()) {
        for (String chain : table.builtInChains()) {
          changes.add(new CreateBaseChain(table, chain));
          theirs.iptables(table, "-A " + chain + " -j ACCEPT");
          theirs.iptables(table, "-D " + chain + " -j ACCEPT");
        }
      }
      ours.tables(NftEncoding.COMPATIBLE).apply(changes);
      assertEquals(described(theirs, nft), described(ours, nft));
      for (Table table : Table.values()) {
        assertEquals(theirs.saved(table), ours.saved(table));
      }
    }
  }

  private static List<String> described(IptablesNamespace namespace, NftFamily family) {
    return namespace.client().chains(family).stream()
        .sorted(Comparator.comparing(NftChain::table).thenComparing(NftChain::name))
        .map(chain -> chain.table() + " " + chain.name() + " " + chain.base())
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void changesAreDoneInTheirOrder(NftEncoding encoding) {
    try (IptablesNamespace namespace = new IptablesNamespace(IpFamily.IPV4)) {
      NftTables tables = namespace.tables(encoding);
      tables.apply(
          List.of(
              new CreateBaseChain(NAT, "PREROUTING"),
              new CreateChain(NAT, "KUBE-A"),
              new CreateChain(NAT, "KUBE-B"),
              new AppendRule(NAT, "KUBE-A", remark("2")),
              new AppendRule(NAT, "KUBE-A", remark("5")),
              new PrependRule(NAT, "KUBE-A", remark("1")),
              new AppendRule(NAT, "KUBE-B", remark("6")),
              new AppendRule(NAT, "PREROUTING", Rule.of(new Jump("KUBE-A")))));
      long five = handle(tables, "KUBE-A", 2);
      tables.apply(
          List.of(
              new InsertRule(NAT, "KUBE-A", remark("3"), five),
              new InsertRule(NAT, "KUBE-A", remark("4"), five),
              new DeleteRule(NAT, "KUBE-A", handle(tables, "KUBE-A", 0)),
              new FlushChain(NAT, "KUBE-B"),
              new DeleteChain(NAT, "KUBE-B")));

      NftSnapshot snapshot = tables.read();
      assertEquals(
          List.of(remark("2"), remark("3"), remark("4"), remark("5")), rules(snapshot, "KUBE-A"));
      assertEquals(Optional.empty(), snapshot.chain(NAT, "KUBE-B"));
      assertEquals(List.of(Rule.of(new Jump("KUBE-A"))), rules(snapshot, "PREROUTING"));
      assertEquals(ChainPolicy.ACCEPT, snapshot.chain(NAT, "PREROUTING").orElseThrow().policy());
      assertEquals(Set.of("PREROUTING", "KUBE-A"), snapshot.tables().get(NAT).keySet());
      assertEquals(
          Set.of("PREROUTING", "INPUT", "OUTPUT", "POSTROUTING", "KUBE-A"),
          snapshot.ruleset().table(NAT).chains().keySet());
    }
  }

  @Test
  void whatIsReadIsWhatIptablesSaves() {
    try (IptablesNamespace namespace = new IptablesNamespace(IpFamily.IPV6)) {
      namespace.restore(
          NAT,
          List.of(
              ":KUBE-SERVICES - [0:0]",
              ":KUBE-SVC-A - [0:0]",
              ":FOREIGN - [0:0]",
              "-A OUTPUT -m comment --comment \"kubernetes service portals\" -j KUBE-SERVICES",
              "-A OUTPUT -p tcp -m multiport --dports 1,2 -j FOREIGN",
              "-A KUBE-SERVICES -d fd00::1/128 -p tcp -m comment --comment \"a/b cluster IP\""
                  + " -m tcp --dport 80 -j KUBE-SVC-A"));
      NftSnapshot snapshot = namespace.tables(NftEncoding.COMPACT).read();
      assertEquals(namespace.parsedRules(NAT, "KUBE-SERVICES"), rules(snapshot, "KUBE-SERVICES"));
      List<Rule> output = rules(snapshot, "OUTPUT");
      assertEquals(namespace.parsedRules(NAT, "OUTPUT").get(0), output.get(0));
      assertTrue(
          output.get(1).matches().stream()
              .anyMatch(m -> m instanceof OtherMatch other && other.name().equals("multiport")),
          "a foreign match is named");
      assertEquals(new Jump("FOREIGN"), output.get(1).target());
      assertEquals(List.of(), rules(snapshot, "FOREIGN"));
    }
  }

  @Test
  void aListCheckedWithoutAMaskIsReadAsOneWithTheMaskThatIsPrinted() {
    try (IptablesNamespace namespace = new IptablesNamespace(IpFamily.IPV4)) {
      namespace.iptables(NAT, "-N KUBE-A");
      namespace.iptables(NAT, "-A KUBE-A -m recent --name x --rcheck --seconds 9 --reap");
      List<Rule> expected = namespace.parsedRules(NAT, "KUBE-A");
      assertEquals(List.of(RecentMatch.check(IpFamily.IPV4, "x", 9)), expected.get(0).matches());
      assertEquals(expected, rules(namespace.tables(NftEncoding.COMPACT).read(), "KUBE-A"));
    }
  }

  @Test
  void aRefusedChangeIsNamedAndNothingIsDone() {
    try (IptablesNamespace namespace = new IptablesNamespace(IpFamily.IPV4)) {
      NftTables tables = namespace.tables(NftEncoding.COMPATIBLE);
      NftChange bad = new AppendRule(NAT, "KUBE-NONE", remark("x"));
      NftChange worse = new DeleteRule(NAT, "KUBE-A", 4711);
      RefusedTransactionException e =
          assertThrows(
              RefusedTransactionException.class,
              () ->
                  tables.apply(
                      List.of(
                          new CreateChain(NAT, "KUBE-A"),
                          new CreateChain(Table.FILTER, "KUBE-A"),
                          bad,
                          new AppendRule(NAT, "KUBE-A", remark("y")),
                          worse)));
      assertEquals(
          List.of(Optional.of(bad), Optional.of(worse)),
          e.refused().stream().map(RefusedChange::change).toList());
      assertTrue(e.is(Errno.ENOENT), e::getMessage);
      assertTrue(tables.read().tables().isEmpty());
    }
  }

  @Test
  void aTransactionForAnEarlierGenerationIsRefusedAsAWhole() {
    try (IptablesNamespace namespace = new IptablesNamespace(IpFamily.IPV4)) {
      NftTables tables = namespace.tables(NftEncoding.COMPATIBLE);
      NftSnapshot before = tables.read();
      namespace.iptables(NAT, "-N KUBE-A");
      List<NftChange> changes = List.of(new CreateChain(NAT, "KUBE-B"));
      RefusedTransactionException e =
          assertThrows(
              RefusedTransactionException.class,
              () -> tables.applyIf(before.generation(), changes));
      assertEquals(Optional.empty(), e.refused().get(0).change());
      assertNotEquals(before.generation(), tables.read().generation());
      tables.applyIf(tables.read().generation(), changes);
      assertEquals(List.of(), rules(tables.read(), "KUBE-B"));
    }
  }

  @Test
  void aRuleWithoutAnEncodingIsRefusedBeforeAnythingIsDone() {
    try (IptablesNamespace namespace = new IptablesNamespace(IpFamily.IPV4)) {
      NftTables tables = namespace.tables(NftEncoding.COMPATIBLE);
      Rule foreign = Rule.of(Verdict.ACCEPT, new OtherMatch("limit", List.of("--limit", "1/s")));
      assertThrows(
          UnsupportedRuleException.class,
          () ->
              tables.apply(
                  List.of(new CreateChain(NAT, "KUBE-A"), new AppendRule(NAT, "KUBE-A", foreign))));
      assertTrue(tables.read().tables().isEmpty());
    }
  }
}
