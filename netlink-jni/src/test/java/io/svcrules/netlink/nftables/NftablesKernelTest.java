// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.nftables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.netlink.Bytes;
import io.svcrules.netlink.Errno;
import io.svcrules.netlink.KernelErrorException;
import io.svcrules.netlink.KernelNamespace;
import io.svcrules.netlink.NetlinkProtocol;
import io.svcrules.netlink.netfilter.NetfilterUapi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NftablesKernelTest {

  private static final NftFamily FAMILY = NftFamily.IPV4;

  private KernelNamespace namespace;
  private NftablesClient nftables;

  @BeforeEach
  void open() {
    namespace = new KernelNamespace();
    nftables = new NftablesClient(namespace.connect(NetlinkProtocol.NETFILTER));
  }

  @AfterEach
  void close() {
    // First, so that nothing that went wrong with the client leaves it behind.
    namespace.close();
    nftables.close();
  }

  private static NftRule rule(String chain, NftExpression... expressions) {
    return NftRule.of(FAMILY, "nat", chain, List.of(expressions));
  }

  private void makeChains(String... chains) {
    nftables.commit(
        tx -> {
          tx.addTable(NftTable.named(FAMILY, "nat"));
          for (String chain : chains) {
            tx.addChain(NftChain.regular(FAMILY, "nat", chain));
          }
        });
  }

  @Test
  void tablesAndChainsAreDumpedAsTheyWereMade() {
    BaseChain hook =
        new BaseChain("nat", NetfilterUapi.NF_INET_PRE_ROUTING, -100, NetfilterUapi.NF_ACCEPT);
    nftables.commit(
        tx -> {
          tx.addTable(NftTable.named(FAMILY, "nat"));
          tx.addTable(NftTable.named(FAMILY, "other"));
          tx.addChain(NftChain.base(FAMILY, "nat", "PREROUTING", hook));
          tx.addChain(NftChain.regular(FAMILY, "nat", "KUBE-SERVICES"));
          tx.addChain(NftChain.regular(FAMILY, "other", "KUBE-X"));
        });

    assertEquals(
        List.of("nat", "other"), nftables.tables(FAMILY).stream().map(NftTable::name).toList());
    List<NftChain> chains = nftables.chains(FAMILY, "nat");
    assertEquals(
        List.of("PREROUTING", "KUBE-SERVICES"), chains.stream().map(NftChain::name).toList());
    assertEquals(Optional.of(hook), chains.get(0).base());
    assertEquals(Optional.empty(), chains.get(1).base());
    assertTrue(nftables.tables(NftFamily.IPV6).isEmpty());
  }

  @Test
  void aChainIsFoundByItsName() {
    assertEquals(Optional.empty(), nftables.chain(FAMILY, "nat", "C"), "no such table");
    makeChains("C", "D");
    NftChain found = nftables.chain(FAMILY, "nat", "D").orElseThrow();
    assertEquals(nftables.chains(FAMILY, "nat").get(1), found);
    assertEquals(Optional.empty(), nftables.chain(FAMILY, "nat", "E"));
    assertEquals(Optional.empty(), nftables.chain(NftFamily.IPV6, "nat", "C"));
  }

  @Test
  void newRulesAreReportedIfNobodyElseWasFaster() {
    makeChains("C");
    NftGeneration before = nftables.generation();
    List<NftRule> reported =
        nftables.commitAndReportIf(
            before,
            tx -> {
              tx.appendRule(rule("C", mark(1)));
              tx.prependRule(rule("C", mark(2)));
            });
    List<Long> handles = nftables.rules(FAMILY, "nat", "C").stream().map(NftRule::handle).toList();
    assertEquals(
        List.of(handles.get(1), handles.get(0)), reported.stream().map(NftRule::handle).toList());
    assertEquals(before.next().id(), nftables.generation().id());
    KernelErrorException e =
        assertThrows(
            KernelErrorException.class,
            () -> nftables.commitAndReportIf(before, tx -> tx.appendRule(rule("C", mark(3)))));
    assertTrue(e.is(Errno.ERESTART), e::getMessage);
  }

  @Test
  void theGenerationBeforeTheFirstIsLeftOut() {
    assertEquals(1, new NftGeneration(-1, 0, "").next().id());
    assertEquals(8, new NftGeneration(7, 9, "x").next().id());
  }

  @Test
  void rulesStandWhereTheyWerePut() {
    makeChains("C");
    nftables.commit(
        tx -> {
          tx.appendRule(rule("C", mark(2)));
          tx.appendRule(rule("C", mark(4)));
          tx.prependRule(rule("C", mark(1)));
        });
    long two = nftables.rules(FAMILY, "nat", "C").get(1).handle();
    nftables.commit(
        tx -> {
          tx.insertRuleAfter(rule("C", mark(3)), two);
          tx.insertRuleBefore(rule("C", mark(9)), two);
          tx.replaceRule(rule("C", mark(5)).withHandle(two));
        });
    assertEquals(
        List.of(mark(1), mark(9), mark(5), mark(3), mark(4)),
        nftables.rules(FAMILY, "nat", "C").stream().map(r -> r.expressions().get(0)).toList());
  }

  private static NftExpression mark(int value) {
    return new ImmediateData(NftablesUapi.NFT_REG_1, Bytes.ofU32(value));
  }

  @Test
  void aRuleIsDeletedByItsHandleAndAChainIsFlushed() {
    makeChains("C", "D");
    nftables.commit(
        tx -> {
          tx.appendRule(rule("C", mark(1)));
          tx.appendRule(rule("C", mark(2)));
          tx.appendRule(rule("D", mark(3)));
        });
    long first = nftables.rules(FAMILY, "nat", "C").get(0).handle();
    nftables.commit(tx -> tx.deleteRule(FAMILY, "nat", "C", first));
    assertEquals(2, nftables.rules(FAMILY, "nat").size());
    assertEquals(List.of(), nftables.rules(FAMILY, "nat", "NONE"));
    assertEquals(List.of(), nftables.rules(FAMILY, "none", "C"));
    nftables.commit(tx -> tx.flushChain(FAMILY, "nat", "C"));
    assertEquals(List.of(), nftables.rules(FAMILY, "nat", "C"));
    nftables.commit(
        tx -> {
          tx.deleteChain(FAMILY, "nat", "C");
          tx.deleteTable(FAMILY, "nat");
        });
    assertEquals(List.of(), nftables.tables(FAMILY));
  }

  @Test
  void aChainWithRulesIsDeletedOnlyWhenTheyMayGoToo() {
    makeChains("C");
    nftables.commit(tx -> tx.appendRule(rule("C", mark(1))));
    KernelErrorException e =
        assertThrows(
            KernelErrorException.class,
            () -> nftables.commit(tx -> tx.deleteChain(FAMILY, "nat", "C")));
    assertTrue(e.is(Errno.EBUSY), e::getMessage);
    nftables.commit(tx -> tx.deleteChainAndRules(FAMILY, "nat", "C"));
    assertEquals(List.of(), nftables.chains(FAMILY, "nat"));
  }

  @Test
  void everyRefusedCommandIsNamedAndNothingIsDone() {
    makeChains("C");
    KernelErrorException e =
        assertThrows(
            KernelErrorException.class,
            () ->
                nftables.commit(
                    tx -> {
                      tx.appendRule(rule("C", mark(1)));
                      tx.appendRule(rule("NONE", mark(1)));
                      tx.appendRule(rule("C", mark(2)));
                      tx.deleteRule(FAMILY, "nat", "C", 4711);
                      tx.appendRule(rule("C", mark(3)));
                    }));
    assertEquals(List.of(1, 3), e.failures().stream().map(f -> f.index()).toList());
    assertTrue(e.failures().stream().allMatch(f -> f.is(Errno.ENOENT)), e::getMessage);
    assertTrue(e.failures().get(0).offset() > 0, "the kernel says which attribute is wrong");
    assertEquals(List.of(), nftables.rules(FAMILY, "nat"));
  }

  @Test
  void aRefusalOfTheLastCommandIsSeen() {
    makeChains("C");
    KernelErrorException e =
        assertThrows(
            KernelErrorException.class,
            () -> nftables.commit(tx -> tx.deleteChain(FAMILY, "nat", "NONE")));
    assertEquals(0, e.failures().get(0).index());
  }

  @Test
  void aTransactionForAnotherGenerationIsRefusedAsAWhole() {
    makeChains("C");
    NftGeneration generation = nftables.generation();
    makeChains("D");
    assertNotEquals(generation, nftables.generation());
    KernelErrorException e =
        assertThrows(
            KernelErrorException.class,
            () -> nftables.commitIf(generation, tx -> tx.deleteChain(FAMILY, "nat", "C")));
    assertEquals(-1, e.failures().get(0).index());
    nftables.commitIf(nftables.generation(), tx -> tx.deleteChain(FAMILY, "nat", "C"));
    assertEquals(1, nftables.chains(FAMILY, "nat").size());
  }

  @Test
  void newRulesAreReportedWithTheirHandles() {
    makeChains("C");
    List<NftRule> made =
        nftables.commitAndReport(
            tx -> {
              tx.appendRule(rule("C", mark(1)));
              tx.appendRule(rule("C", mark(2)));
            });
    assertEquals(nftables.rules(FAMILY, "nat", "C"), made);
    assertEquals(2, made.size());
  }

  @Test
  void anEmptyTransactionDoesNothing() {
    NftGeneration before = nftables.generation();
    nftables.commit(tx -> {});
    assertEquals(before, nftables.generation());
  }

  @Test
  void whatIptablesWroteIsReadAndWhatIsWrittenAgainItShowsTheSame() {
    namespace.run("iptables-nft", "-t", "nat", "-N", "A");
    namespace.run("iptables-nft", "-t", "nat", "-N", "B");
    String[][] specs = {
      {"-s", "10.0.0.0/8", "-d", "10.1.2.3", "-p", "tcp", "-m", "tcp", "--dport", "80", "-j", "B"},
      {"!", "-s", "10.1.2.3", "-p", "udp", "-m", "comment", "--comment", "a b", "-j", "RETURN"},
      {"-m", "statistic", "--mode", "random", "--probability", "0.3", "-g", "B"},
      {"-i", "eth+", "-m", "mark", "--mark", "0x4000/0x4000", "-j", "ACCEPT"},
      {"-m", "addrtype", "--dst-type", "LOCAL", "-j", "MARK", "--or-mark", "0x8000"},
      {
        "-p",
        "tcp",
        "-m",
        "recent",
        "--rcheck",
        "--seconds",
        "10",
        "-j",
        "DNAT",
        "--to-destination",
        "10.2.3.4:53"
      },
      {"-m", "conntrack", "--ctstate", "INVALID", "-j", "MASQUERADE", "--random-fully"},
    };
    for (String[] spec : specs) {
      List<String> command = new ArrayList<>(List.of("iptables-nft", "-t", "nat", "-A", "A"));
      command.addAll(List.of(spec));
      namespace.run(command.toArray(String[]::new));
    }
    String before = saved();
    List<NftRule> rules = nftables.rules(FAMILY, "nat", "A");
    assertEquals(specs.length, rules.size());

    nftables.commit(
        tx -> {
          tx.flushChain(FAMILY, "nat", "A");
          rules.forEach(tx::appendRule);
        });

    assertEquals(before, saved());
    List<NftRule> again = nftables.rules(FAMILY, "nat", "A");
    IntStream.range(0, specs.length)
        .forEach(i -> assertEquals(rules.get(i).expressions(), again.get(i).expressions()));
  }

  private String saved() {
    return namespace.run("iptables-nft-save", "-t", "nat").replaceAll("(?m)^#.*$", "");
  }

  @Test
  void aCommentInUserDataComesBack() {
    makeChains("C");
    Bytes comment = UserData.ofComment("default/web:http");
    nftables.commit(tx -> tx.appendRule(rule("C", Counter.zero()).withUserData(comment)));
    assertEquals(
        Optional.of("default/web:http"),
        UserData.comment(nftables.rules(FAMILY, "nat", "C").get(0).userData()));
  }

  @Test
  void aTransactionOfManyMegabytesIsSentAtOnce() {
    makeChains("C");
    XtMatch comment = new XtMatch("comment", 0, Bytes.of(new byte[256]));
    nftables.commit(
        tx -> {
          for (int i = 0; i < 20_000; i++) {
            tx.appendRule(rule("C", comment, Counter.zero()));
          }
        });
    assertEquals(20_000, nftables.rules(FAMILY, "nat", "C").size());
    assertFalse(nftables.chains(FAMILY, "nat").isEmpty());
  }
}
