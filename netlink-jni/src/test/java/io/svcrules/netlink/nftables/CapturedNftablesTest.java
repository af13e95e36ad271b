// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.nftables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.netlink.Bytes;
import io.svcrules.netlink.Captured;
import io.svcrules.netlink.Datagrams;
import io.svcrules.netlink.NetlinkConnection;
import io.svcrules.netlink.NetlinkMessage;
import io.svcrules.netlink.NetlinkUapi;
import io.svcrules.netlink.netfilter.NetfilterUapi;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CapturedNftablesTest {

  private static final NftFamily FAMILY = NftFamily.IPV4;

  /** The messages of a transaction for the generation that a fixture names. */
  private static List<NetlinkMessage> commit(int generation, Consumer<NftTransaction> commands) {
    return Captured.sentBy(
        opener -> {
          try (NftablesClient nftables = new NftablesClient(new NetlinkConnection(opener))) {
            nftables.commitIf(new NftGeneration(generation, 0, ""), commands);
          }
        });
  }

  private static NftRule ruleIn(String fixture) {
    return NftablesCodec.decodeRule(
        Captured.messages(fixture).stream()
            .filter(m -> (m.type() & 0xff) == NftablesUapi.NFT_MSG_NEWRULE)
            .findFirst()
            .orElseThrow());
  }

  @Test
  void aChainIsMadeInTheBytesOfIptables() {
    Captured.assertSame(
        "nftables/iptables-new-chain",
        commit(
            1,
            tx -> {
              tx.addTable(NftTable.named(FAMILY, "nat"));
              tx.addChain(NftChain.regular(FAMILY, "nat", "KUBE-SVC"));
            }));
  }

  @Test
  void aRuleWithTargetIsAppendedInTheBytesOfIptables() {
    NftRule rule =
        new NftRule(
            FAMILY,
            "nat",
            "KUBE-SVC",
            0,
            Optional.of(new RuleCompat(17, 0)),
            List.of(
                new MetaLoad(NftablesUapi.NFT_META_L4PROTO, NftablesUapi.NFT_REG_1),
                new Cmp(NftablesUapi.NFT_REG_1, NftablesUapi.NFT_CMP_EQ, Bytes.ofHex("11")),
                new Payload(NftablesUapi.NFT_PAYLOAD_NETWORK_HEADER, 12, 4, NftablesUapi.NFT_REG_1),
                new Cmp(
                    NftablesUapi.NFT_REG_1, NftablesUapi.NFT_CMP_NEQ, Bytes.ofU32be(0x0a000001)),
                new XtMatch(
                    "statistic",
                    0,
                    Bytes.ofHex("000000000000004000000000000000400000000000000000")),
                Counter.zero(),
                new XtTarget(
                    "DNAT",
                    2,
                    Bytes.ofHex(
                        "030000000a0203040000000000000000000000000a020304"
                            + "000000000000000000000000003500350000000000000000"))),
            Bytes.empty());
    assertEquals(rule, ruleIn("nftables/iptables-append-dnat"));
    Captured.assertSame("nftables/iptables-append-dnat", commit(3, tx -> tx.appendRule(rule)));
  }

  @Test
  void aRuleOfPayloadsAndMasksIsAppendedInTheBytesOfIptables() {
    NftRule rule = ruleIn("nftables/iptables-append-payload");
    assertFalse(rule.expressions().stream().anyMatch(RawExpression.class::isInstance));
    Captured.assertSame("nftables/iptables-append-payload", commit(2, tx -> tx.appendRule(rule)));
  }

  @Test
  void aJumpIsInsertedInTheBytesOfIptables() {
    NftRule rule =
        NftRule.of(
                FAMILY,
                "nat",
                "KUBE-SVC",
                List.of(Counter.zero(), ImmediateVerdict.jump("KUBE-SEP")))
            .withCompat(new RuleCompat(0, 0));
    assertEquals(rule, ruleIn("nftables/iptables-insert-jump"));
    Captured.assertSame("nftables/iptables-insert-jump", commit(5, tx -> tx.prependRule(rule)));
  }

  @Test
  void aBaseChainIsMadeInTheBytesOfIptables() {
    BaseChain hook =
        new BaseChain("nat", NetfilterUapi.NF_INET_PRE_ROUTING, -100, NetfilterUapi.NF_ACCEPT);
    NftRule rule =
        NftRule.of(FAMILY, "nat", "PREROUTING", List.of(Counter.zero(), ImmediateVerdict.accept()))
            .withCompat(new RuleCompat(0, 0));
    Captured.assertSame(
        "nftables/iptables-base-chain",
        commit(
            1,
            tx -> {
              tx.addTable(NftTable.named(FAMILY, "nat"));
              tx.addChain(NftChain.base(FAMILY, "nat", "PREROUTING", hook));
              tx.appendRule(rule);
            }));
  }

  @Test
  void deletionsOfIptablesNameTheSame() {
    NetlinkMessage theirs = Captured.messages("nftables/iptables-delete").get(1);
    NetlinkMessage ours = commit(6, tx -> tx.deleteRule(FAMILY, "nat", "KUBE-SVC", 5)).get(1);
    assertEquals(theirs.type(), ours.type());
    // iptables goes on with the expressions, at which the kernel does not look.
    assertTrue(Datagrams.payload(theirs).toString().startsWith(Datagrams.payload(ours).toString()));
    NetlinkMessage chain = Captured.messages("nftables/iptables-delete-chain").get(1);
    NetlinkMessage ourChain = commit(8, tx -> tx.deleteChain(FAMILY, "nat", "KUBE-SEP")).get(1);
    assertEquals(chain.type(), ourChain.type());
    assertEquals(
        chain.flags() & NetlinkUapi.NLM_F_NONREC, ourChain.flags() & NetlinkUapi.NLM_F_NONREC);
    assertTrue(
        Datagrams.payload(chain).toString().startsWith(Datagrams.payload(ourChain).toString()));
  }

  @Test
  void aChainIsFlushedInTheBytesOfIptables() {
    Captured.assertSame(
        "nftables/iptables-flush", commit(7, tx -> tx.flushChain(FAMILY, "nat", "KUBE-SVC")));
  }

  @Test
  void aBaseChainOfNftIsTheSameChain() {
    NftChain chain = NftablesCodec.decodeChain(Captured.messages("nftables/nft-base-chain").get(1));
    BaseChain hook =
        new BaseChain("nat", NetfilterUapi.NF_INET_PRE_ROUTING, -100, NetfilterUapi.NF_ACCEPT);
    assertEquals(NftChain.base(FAMILY, "nat", "PREROUTING", hook), chain);
  }

  @Test
  void aRuleOfNftWithCommentIsRead() {
    NftRule rule = ruleIn("nftables/nft-rule-comment");
    assertEquals(Optional.of("a b"), UserData.comment(rule.userData()));
    assertEquals(UserData.ofComment("a b"), rule.userData());
    int register = NftablesUapi.NFT_REG_1;
    assertEquals(
        List.of(
            new CtLoad(NftablesUapi.NFT_CT_STATE, register, OptionalInt.empty()),
            new Bitwise(register, register, 4, Bytes.ofU32(2), Bytes.ofU32(0)),
            new Cmp(register, NftablesUapi.NFT_CMP_NEQ, Bytes.ofU32(0)),
            // Without attributes: the kernel begins at zero.
            new RawExpression("counter", Bytes.empty()),
            ImmediateVerdict.goTo("KUBE-SEP2")),
        rule.expressions());
  }

  @Test
  void rulesOfTheKernelAreReadAndWrittenAgain() {
    List<NftRule> rules =
        Captured.messages("nftables/kernel-rules").stream().map(NftablesCodec::decodeRule).toList();
    assertEquals(3, rules.size());
    for (NftRule rule : rules) {
      assertFalse(rule.expressions().stream().anyMatch(RawExpression.class::isInstance));
      List<NetlinkMessage> sent = commit(1, tx -> tx.replaceRule(rule));
      assertEquals(rule, NftablesCodec.decodeRule(sent.get(1)));
    }
  }

  @Test
  void chainsOfTheKernelAreRead() {
    List<NftChain> chains =
        Captured.messages("nftables/kernel-chains").stream()
            .map(NftablesCodec::decodeChain)
            .toList();
    assertEquals(
        List.of("KUBE-SVC", "PREROUTING", "KUBE-SEP2"),
        chains.stream().map(NftChain::name).toList());
    assertEquals(-100, chains.get(1).base().orElseThrow().priority());
  }
}
