// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.nftables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.netlink.Bytes;
import io.svcrules.netlink.Captured;
import io.svcrules.netlink.NetlinkConnection;
import io.svcrules.netlink.NetlinkException;
import io.svcrules.netlink.NetlinkMessage;
import io.svcrules.netlink.RandomDatagrams;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NftablesCodecPropertyTest {

  private static NetlinkMessage sent(Consumer<NftTransaction> command) {
    return Captured.sentBy(
            opener -> {
              try (NftablesClient nftables = new NftablesClient(new NetlinkConnection(opener))) {
                nftables.commit(command);
              }
            })
        .get(1);
  }

  @Property(tries = 1000)
  void rulesAreReadAsTheyWereWritten(@ForAll("rules") NftRule rule) {
    NetlinkMessage message = sent(tx -> tx.replaceRule(rule));
    assertEquals(rule, NftablesCodec.decodeRule(message));
  }

  @Property
  void chainsAreReadAsTheyWereWritten(@ForAll("chains") NftChain chain) {
    assertEquals(chain, NftablesCodec.decodeChain(sent(tx -> tx.addChain(chain))));
  }

  @Property(tries = 5000)
  void randomBytesCauseNothingButNetlinkExceptions(@ForAll("messages") byte[] bytes) {
    RandomDatagrams.assertReadOrRefused(
        bytes,
        NftablesCodec::decodeTable,
        NftablesCodec::decodeChain,
        NftablesCodec::decodeRule,
        NftablesCodec::decodeGeneration);
  }

  @Property(tries = 3000)
  void expressionsOfRandomAttributesAreKept(
      @ForAll("expressionNames") String name, @ForAll("attributes") byte[] data) {
    NftExpression raw = new RawExpression(name, Bytes.of(data));
    NftRule rule = NftRule.of(NftFamily.IPV4, "t", "c", List.of(raw)).withHandle(1);
    try {
      NftRule read = NftablesCodec.decodeRule(sent(tx -> tx.replaceRule(rule)));
      assertEquals(read, NftablesCodec.decodeRule(sent(tx -> tx.replaceRule(read))));
      if (read.expressions().get(0) instanceof RawExpression) {
        assertEquals(rule, read);
      }
    } catch (NetlinkException e) {
      // An attribute that is known, of a length that cannot be.
      assertTrue(e.getMessage().startsWith("attribute"), e::getMessage);
    }
  }

  @Property
  void commentsAreReadAsTheyWereWritten(@ForAll("comments") String comment) {
    assertEquals(Optional.of(comment), UserData.comment(UserData.ofComment(comment)));
  }

  @Example
  void aCommentThatDoesNotFitIsRefused() {
    assertThrows(NetlinkException.class, () -> UserData.ofComment("x".repeat(254)));
  }

  @Property
  void randomUserDataIsNoFault(@ForAll byte[] data) {
    assertTrue(UserData.comment(Bytes.of(data)).map(String::length).orElse(0) <= data.length);
  }

  @Provide
  Arbitrary<String> comments() {
    return Arbitraries.strings().ascii().excludeChars('\0').ofMaxLength(253);
  }

  @Provide
  Arbitrary<byte[]> messages() {
    return RandomDatagrams.wholeMessages();
  }

  @Provide
  Arbitrary<byte[]> attributes() {
    return RandomDatagrams.attributes(2);
  }

  @Provide
  Arbitrary<String> expressionNames() {
    return Arbitraries.of(
        "payload",
        "cmp",
        "bitwise",
        "meta",
        "ct",
        "immediate",
        "counter",
        "match",
        "target",
        "log");
  }

  @Provide
  Arbitrary<NftRule> rules() {
    return Combinators.combine(
            Arbitraries.of(NftFamily.class),
            names(),
            names(),
            Arbitraries.longs().filter(handle -> handle != 0),
            Combinators.combine(numbers(), numbers()).as(RuleCompat::new).optional(),
            expressions().list().ofMaxSize(10),
            bytes(0, 256))
        .as(NftRule::new);
  }

  @Provide
  Arbitrary<NftChain> chains() {
    Arbitrary<BaseChain> bases =
        Combinators.combine(names(), numbers(), numbers(), numbers()).as(BaseChain::new);
    return Combinators.combine(Arbitraries.of(NftFamily.class), names(), names(), bases.optional())
        .as((family, table, name, base) -> new NftChain(family, table, name, base, 0, 0));
  }

  private static Arbitrary<String> names() {
    return Arbitraries.strings().alpha().numeric().withChars("-_").ofMinLength(1).ofMaxLength(40);
  }

  private static Arbitrary<Integer> numbers() {
    return Arbitraries.integers();
  }

  private static Arbitrary<Bytes> bytes(int min, int max) {
    return Arbitraries.bytes().array(byte[].class).ofMinSize(min).ofMaxSize(max).map(Bytes::of);
  }

  private static Arbitrary<NftExpression> expressions() {
    Arbitrary<Integer> n = numbers();
    Arbitrary<Bytes> data = bytes(1, 16);
    return Arbitraries.oneOf(
        Combinators.combine(n, n, n, n).as(Payload::new),
        Combinators.combine(n, n, data).as(Cmp::new),
        Combinators.combine(n, n, n, data, data).as(Bitwise::new),
        Combinators.combine(n, n).as(MetaLoad::new),
        Combinators.combine(n, n).as(MetaStore::new),
        Combinators.combine(n, n, Arbitraries.integers().between(0, 255).optional())
            .as((key, register, direction) -> new CtLoad(key, register, optional(direction))),
        Combinators.combine(n, data).as(ImmediateData::new),
        Combinators.combine(n, names()).as(ImmediateVerdict::new),
        Arbitraries.of(
            ImmediateVerdict.accept(), ImmediateVerdict.drop(), ImmediateVerdict.goBack()),
        Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(Counter::new),
        Combinators.combine(names(), n, bytes(0, 300)).as(XtMatch::new),
        Combinators.combine(names(), n, bytes(0, 300)).as(XtTarget::new),
        Combinators.combine(Arbitraries.of("log", "masq", "lookup"), bytes(0, 40))
            .as(RawExpression::new));
  }

  private static OptionalInt optional(Optional<Integer> number) {
    return number.map(OptionalInt::of).orElse(OptionalInt.empty());
  }
}
