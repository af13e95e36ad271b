// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.ipset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.netlink.AttributeReader;
import io.svcrules.netlink.Bytes;
import io.svcrules.netlink.Captured;
import io.svcrules.netlink.Datagrams;
import io.svcrules.netlink.InetFamily;
import io.svcrules.netlink.NetlinkException;
import io.svcrules.netlink.NetlinkMessage;
import io.svcrules.netlink.RandomAddresses;
import io.svcrules.netlink.RandomDatagrams;
import io.svcrules.netlink.netfilter.NetfilterHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class IpsetCodecPropertyTest {

  @Property
  void entriesAreReadAsTheyWereWritten(@ForAll("entries") IpsetEntry entry) {
    NetlinkMessage message =
        Captured.written(out -> IpsetCodec.writeEntry(out, IpsetUapi.IPSET_CMD_ADD, "S", entry));
    AttributeReader attributes = NetfilterHeader.attributes(message);
    List<IpsetEntry> read = new ArrayList<>();
    while (attributes.next()) {
      if (attributes.type() == IpsetUapi.IPSET_ATTR_DATA) {
        read.add(EntryCodec.decode(IpsetType.HASH_IP_PORT_IP, attributes.nested()));
      }
    }
    attributes.finish();
    assertEquals(List.of(entry), read);
  }

  @Property
  void specsAreReadAsTheyWereWritten(@ForAll("specs") IpsetSpec spec) {
    List<IpsetListing> sets = new ArrayList<>();
    ListingDecoder decoder = new ListingDecoder(sets::add);
    decoder.accept(Captured.written(out -> IpsetCodec.writeCreate(out, spec, 3)));
    decoder.finish();
    assertEquals(List.of(new IpsetListing(spec, 0, List.of())), sets);
  }

  @Property(tries = 5000)
  void randomBytesCauseNothingButNetlinkExceptions(@ForAll("messages") byte[] bytes) {
    List<IpsetListing> sets = new ArrayList<>();
    ListingDecoder decoder = new ListingDecoder(sets::add);
    try {
      for (NetlinkMessage message : Datagrams.messages(bytes)) {
        assertTrue(IpsetCodec.decodeRevision(message) >= 0);
        assertTrue(IpsetCodec.decodeIndex(message).index() >= 0);
        assertEquals(IpsetCodec.decodeType(message), IpsetCodec.decodeType(message));
        decoder.accept(message);
      }
      decoder.finish();
    } catch (NetlinkException e) {
      assertTrue(e.getMessage().length() > 0);
    }
  }

  @Property(tries = 2000)
  void randomEchoesCauseNothingButNetlinkExceptions(@ForAll("attributes") byte[] bytes) {
    try {
      int line = IpsetCodec.decodeLine(AttributeReader.of(Bytes.of(bytes), 0));
      assertEquals(line, IpsetCodec.decodeLine(AttributeReader.of(Bytes.of(bytes), 0)));
    } catch (NetlinkException e) {
      assertTrue(e.getMessage().length() > 0);
    }
  }

  @Example
  void withoutAWholeNameNothingIsSent() {
    for (String name : List.of("", "x".repeat(32))) {
      assertThrows(
          NetlinkException.class,
          () ->
              Captured.written(
                  out -> IpsetCodec.writeBare(out, IpsetUapi.IPSET_CMD_DESTROY, name)));
    }
  }

  @Provide
  Arbitrary<byte[]> messages() {
    return RandomDatagrams.wholeMessages();
  }

  @Provide
  Arbitrary<byte[]> attributes() {
    return RandomDatagrams.attributes(1);
  }

  @Provide
  Arbitrary<IpsetEntry> entries() {
    return Combinators.combine(
            RandomAddresses.any().optional(),
            Arbitraries.integers().between(0, 255),
            Arbitraries.integers().between(0, 65535).optional(),
            RandomAddresses.any().optional(),
            Arbitraries.integers().between(0, 128),
            Arbitraries.integers().optional(),
            Arbitraries.strings().ascii().excludeChars('\0').ofMaxLength(255))
        .as(
            (ip, protocol, port, second, prefix, timeout, comment) ->
                new IpsetEntry(
                    ip, protocol, optional(port), second, prefix, optional(timeout), comment));
  }

  private static OptionalInt optional(Optional<Integer> number) {
    return number.map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  @Provide
  Arbitrary<IpsetSpec> specs() {
    Arbitrary<Integer> ports = Arbitraries.integers().between(0, 65535);
    return Combinators.combine(
            Arbitraries.of(IpsetType.class),
            Arbitraries.of(InetFamily.class),
            Arbitraries.integers(),
            Arbitraries.integers(),
            ports,
            ports,
            Arbitraries.integers().optional(),
            Arbitraries.integers().between(0, 257))
        .as(
            (type, family, hash, max, first, last, timeout, more) ->
                new IpsetSpec(
                    "SET",
                    type,
                    type.hasFamily() ? Optional.of(family) : Optional.empty(),
                    hash,
                    max,
                    type.hasFamily() ? 0 : first,
                    type.hasFamily() ? 0 : last,
                    optional(timeout),
                    more % 2 == 1,
                    more / 2));
  }
}
