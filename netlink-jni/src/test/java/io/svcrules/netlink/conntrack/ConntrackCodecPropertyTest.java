// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.conntrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.netlink.Captured;
import io.svcrules.netlink.InetAddr;
import io.svcrules.netlink.InetFamily;
import io.svcrules.netlink.RandomAddresses;
import io.svcrules.netlink.RandomDatagrams;
import io.svcrules.netlink.conntrack.ConntrackTuple.IcmpQuery;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ConntrackCodecPropertyTest {

  @Property
  void entriesAreReadAsTheyWereWritten(@ForAll("entries") ConntrackEntry entry) {
    assertEquals(
        entry,
        ConntrackCodec.decode(Captured.written(out -> ConntrackCodec.writeEntry(out, entry, 0))));
  }

  @Property
  void anEntryFitsTheFilterMadeOfIt(@ForAll("entries") ConntrackEntry entry) {
    ConntrackFilter filter =
        ConntrackFilter.all()
            .protocol(entry.original().protocol())
            .originalDestination(entry.original().destination())
            .originalDestinationPort(entry.original().destinationPort())
            .replySource(entry.reply().source())
            .replySourcePort(entry.reply().sourcePort());
    assertTrue(filter.matches(entry));
    assertTrue(ConntrackFilter.all().matches(entry));
  }

  @Property(tries = 5000)
  void randomBytesCauseNothingButNetlinkExceptions(@ForAll("messages") byte[] bytes) {
    RandomDatagrams.assertReadOrRefused(
        bytes, message -> assertTrue(ConntrackCodec.decode(message).original() != null));
  }

  @Provide
  Arbitrary<byte[]> messages() {
    return RandomDatagrams.wholeMessages();
  }

  @Provide
  Arbitrary<ConntrackEntry> entries() {
    return Arbitraries.of(InetFamily.class)
        .flatMap(
            family ->
                Combinators.combine(
                        tuples(family),
                        tuples(family),
                        Arbitraries.integers(),
                        Arbitraries.integers(),
                        Arbitraries.integers(),
                        u16(),
                        Arbitraries.integers())
                    .as(ConntrackEntry::new));
  }

  private static Arbitrary<Integer> u16() {
    return Arbitraries.integers().between(0, 0xffff);
  }

  private static Arbitrary<ConntrackTuple> tuples(InetFamily family) {
    Arbitrary<InetAddr> addresses = RandomAddresses.of(family);
    Arbitrary<Integer> bytes = Arbitraries.integers().between(0, 255);
    Arbitrary<IcmpQuery> queries = Combinators.combine(u16(), bytes, bytes).as(IcmpQuery::new);
    return Combinators.combine(addresses, addresses, bytes, u16(), u16(), queries.optional(), u16())
        .as(
            (source, destination, protocol, from, to, icmp, zone) ->
                new ConntrackTuple(
                    source,
                    destination,
                    protocol,
                    icmp.isPresent() ? 0 : from,
                    icmp.isPresent() ? 0 : to,
                    icmp,
                    zone));
  }
}
