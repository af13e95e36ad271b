// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.CommentMatch;
import io.svcrules.iptables.MarkMatch;
import io.svcrules.iptables.OtherMatch;
import io.svcrules.iptables.OtherTarget;
import io.svcrules.iptables.RecentMatch;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TransportMatch;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.Bytes;
import io.svcrules.netlink.nftables.Bitwise;
import io.svcrules.netlink.nftables.Cmp;
import io.svcrules.netlink.nftables.Counter;
import io.svcrules.netlink.nftables.CtLoad;
import io.svcrules.netlink.nftables.ImmediateData;
import io.svcrules.netlink.nftables.ImmediateVerdict;
import io.svcrules.netlink.nftables.MetaLoad;
import io.svcrules.netlink.nftables.NftExpression;
import io.svcrules.netlink.nftables.Payload;
import io.svcrules.netlink.nftables.RawExpression;
import io.svcrules.netlink.nftables.XtMatch;
import io.svcrules.netlink.nftables.XtTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class NftRuleCodecPropertyTest {
  private static final List<String> EXTENSIONS =
      List.of(
          "comment",
          "statistic",
          "recent",
          "conntrack",
          "addrtype",
          "set",
          "physdev",
          "ipvs",
          "mark",
          "tcp",
          "udp",
          "sctp",
          "DNAT",
          "MARK",
          "MASQUERADE",
          "REJECT",
          "LOG");

  private static final Arbitrary<Integer> SIZES =
      Arbitraries.of(8, 16, 24, 40, 48, 72, 168, 232, 256, 296);

  private static Bytes filled(int length, byte content) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, content);
    return Bytes.of(bytes);
  }

  /** A rule and how it is written. */
  record Case(IpFamily family, NftEncoding encoding, Rule rule) {
    EncodedRule encoded() {
      return new NftRuleEncoder(family, encoding, EncodableRules.SETS).encode(rule);
    }

    Rule decoded(List<NftExpression> expressions, Bytes userData) {
      return new NftRuleDecoder(family, EncodableRules.SETS).decode(expressions, userData);
    }
  }

  @Property
  void whatIsEncodedIsDecoded(@ForAll("cases") Case one) {
    EncodedRule encoded = one.encoded();
    assertEquals(one.rule(), one.decoded(encoded.expressions(), encoded.userData()));
  }

  @Property
  void countsMakeNoDifference(@ForAll("cases") Case one) {
    EncodedRule encoded = one.encoded();
    List<NftExpression> counted =
        encoded.expressions().stream()
            .map(e -> e instanceof Counter ? new Counter(7, 4711) : e)
            .toList();
    assertEquals(one.rule(), one.decoded(counted, encoded.userData()));
  }

  @Property
  void randomExpressionsAreOpaqueUnlessTheyAreWrittenThatWay(
      @ForAll IpFamily family, @ForAll("foreign") List<NftExpression> foreign) {
    assertHonest(family, foreign, Bytes.empty());
  }

  @Property(tries = 20_000)
  void extensionsOfAnyContentAreOpaqueUnlessTheyAreWrittenThatWay(
      @ForAll IpFamily family,
      @ForAll("extensionInfos") Bytes info,
      @ForAll @IntRange(max = 4) int revision,
      @ForAll @IntRange(max = 15) int which) {
    String name = EXTENSIONS.get(which);
    assertHonest(family, List.of(new XtMatch(name, revision, info), Counter.zero()), Bytes.empty());
    assertHonest(
        family, List.of(Counter.zero(), new XtTarget(name, revision, info)), Bytes.empty());
  }

  @Property
  void randomUserDataIsOpaque(@ForAll("cases") Case one, @ForAll byte[] userData) {
    assertHonest(one.family(), one.encoded().expressions(), Bytes.of(userData));
  }

  @Property
  void aChangedRuleIsNotTakenForTheOther(
      @ForAll("cases") Case one,
      @ForAll("expressions") NftExpression other,
      @ForAll int place,
      @ForAll boolean replaced) {
    EncodedRule encoded = one.encoded();
    List<NftExpression> changed = new ArrayList<>(encoded.expressions());
    int at = Math.floorMod(place, changed.size());
    if (replaced) {
      changed.set(at, other);
    } else {
      changed.add(at, other);
    }
    boolean same =
        changed.size() == encoded.expressions().size()
            && (changed.equals(encoded.expressions())
                || (other instanceof Counter && encoded.expressions().get(at) instanceof Counter));
    if (!same) {
      assertNotEquals(one.rule(), one.decoded(changed, encoded.userData()));
    }
    assertHonest(one.family(), changed, encoded.userData());
  }

  @Property
  void aFlippedBitIsNotOverlooked(@ForAll("cases") Case one, @ForAll int place) {
    List<NftExpression> expressions = new ArrayList<>(one.encoded().expressions());
    for (int i = 0; i < expressions.size(); i++) {
      if (expressions.get(i) instanceof XtMatch xt) {
        Bytes info = flipped(xt.info(), place);
        expressions.set(i, new XtMatch(xt.extension(), xt.revision(), info));
        Rule decoded = one.decoded(expressions, one.encoded().userData());
        assertNotEquals(one.rule(), decoded);
        expressions.set(i, xt);
      } else if (expressions.get(i) instanceof XtTarget xt) {
        Bytes info = flipped(xt.info(), place);
        expressions.set(i, new XtTarget(xt.extension(), xt.revision(), info));
        assertNotEquals(one.rule(), one.decoded(expressions, one.encoded().userData()));
        expressions.set(i, xt);
      }
    }
  }

  private static Bytes flipped(Bytes info, int place) {
    byte[] bytes = info.toArray();
    int bit = Math.floorMod(place, bytes.length * Byte.SIZE);
    bytes[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
    return Bytes.of(bytes);
  }

  /** Decodes without an exception, to a rule that is opaque or that would be written the same. */
  private static void assertHonest(
      IpFamily family, List<NftExpression> expressions, Bytes userData) {
    Rule rule = new NftRuleDecoder(family, EncodableRules.SETS).decode(expressions, userData);
    boolean opaque =
        rule.target() instanceof OtherTarget
            || rule.matches().stream().anyMatch(match -> match instanceof OtherMatch);
    if (!opaque) {
      assertTrue(isWrittenSo(family, rule, expressions), () -> rule + " for " + expressions);
    }
  }

  private static boolean isWrittenSo(IpFamily family, Rule rule, List<NftExpression> expressions) {
    List<NftExpression> uncounted =
        expressions.stream().map(e -> e instanceof Counter ? Counter.zero() : e).toList();
    for (NftEncoding encoding : NftEncoding.values()) {
      EncodedRule written = new NftRuleEncoder(family, encoding, EncodableRules.SETS).encode(rule);
      if (written.expressions().equals(uncounted)) {
        return true;
      }
    }
    // These have a second form, of older commands or of the other encoding; any of them may be
    // mixed.
    return rule.matches().stream()
        .anyMatch(
            match ->
                match instanceof TransportMatch
                    || match instanceof MarkMatch
                    || match instanceof RecentMatch
                    || match instanceof CommentMatch);
  }

  @Provide
  Arbitrary<Case> cases() {
    return Combinators.combine(
            Arbitraries.of(IpFamily.class),
            Arbitraries.of(NftEncoding.class),
            Arbitraries.of(Table.FILTER, Table.NAT))
        .flatAs(
            (family, encoding, table) ->
                new EncodableRules(family, false)
                    .rules(table)
                    .map(rule -> new Case(family, encoding, rule)));
  }

  @Provide
  Arbitrary<List<NftExpression>> foreign() {
    return expressions().list().ofMaxSize(8);
  }

  @Provide
  Arbitrary<NftExpression> expressions() {
    Arbitrary<Integer> small = Arbitraries.integers().between(-6, 24);
    Arbitrary<Bytes> bytes =
        Arbitraries.bytes().array(byte[].class).ofMaxSize(20).map(content -> Bytes.of(content));
    Arbitrary<Bytes> infos = extensionInfos();
    Arbitrary<String> names = Arbitraries.of(EXTENSIONS);
    return Arbitraries.oneOf(
        Combinators.combine(small, small, small, small)
            .as((a, b, c, d) -> (NftExpression) new Payload(a, b, c, d)),
        Combinators.combine(small, small).as(MetaLoad::new),
        Combinators.combine(small, small, bytes).as(Cmp::new),
        Combinators.combine(small, small, bytes, bytes)
            .as((a, length, mask, xor) -> new Bitwise(a, a, length, mask, xor)),
        Combinators.combine(small, small).as((a, b) -> new CtLoad(a, b, OptionalInt.empty())),
        Combinators.combine(small, bytes).as(ImmediateData::new),
        Combinators.combine(small, Arbitraries.of("", "KUBE-X", "a b", "-x"))
            .as(ImmediateVerdict::new),
        Arbitraries.just(new Counter(1, 2)),
        Combinators.combine(names, small, infos).as(XtMatch::new),
        Combinators.combine(names, small, infos).as(XtTarget::new),
        bytes.map(content -> new RawExpression("lookup", content)));
  }

  @Provide
  Arbitrary<Bytes> extensionInfos() {
    return Arbitraries.oneOf(
        Arbitraries.bytes().array(byte[].class).ofMaxSize(300).map(c -> Bytes.of(c)),
        SIZES.flatMap(n -> Arbitraries.bytes().array(byte[].class).ofSize(n)).map(c -> Bytes.of(c)),
        Combinators.combine(SIZES, Arbitraries.bytes()).as(NftRuleCodecPropertyTest::filled));
  }
}
