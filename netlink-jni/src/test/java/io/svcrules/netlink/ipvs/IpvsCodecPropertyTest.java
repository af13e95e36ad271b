// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.ipvs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.netlink.AttributeReader;
import io.svcrules.netlink.Captured;
import io.svcrules.netlink.InetFamily;
import io.svcrules.netlink.NetlinkMessage;
import io.svcrules.netlink.RandomAddresses;
import io.svcrules.netlink.RandomDatagrams;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class IpvsCodecPropertyTest {

  private static final IpvsCodec CODEC = new IpvsCodec(0x20);

  @Property
  void servicesAreReadAsTheyWereWritten(@ForAll("services") IpvsService service) {
    NetlinkMessage message = Captured.written(out -> CODEC.write(out, IpvsCommand.add(service)));
    assertEquals(
        new IpvsServiceStatus(service, IpvsStats.none()), IpvsCodec.decodeService(message));
  }

  @Property
  void destinationsAreReadAsTheyWereWritten(
      @ForAll("services") IpvsService service,
      @ForAll("destinations") IpvsDestination destination) {
    NetlinkMessage message =
        Captured.written(out -> CODEC.write(out, IpvsCommand.add(service.key(), destination)));
    assertEquals(destination, IpvsCodec.decodeDestination(message, InetFamily.IPV4).destination());
  }

  @Property
  void countersOf64BitsAreReadAsTheyWereWritten(@ForAll @Size(10) List<Long> n) {
    IpvsStats stats =
        new IpvsStats(
            n.get(0), n.get(1), n.get(2), n.get(3), n.get(4), n.get(5), n.get(6), n.get(7),
            n.get(8), n.get(9));
    NetlinkMessage message =
        Captured.written(
            out -> {
              StatsCodec.write64(out.begin(0x20, 0).attributes(), 1, stats);
              out.end();
            });
    AttributeReader attributes = message.attributes(0);
    assertTrue(attributes.next());
    assertEquals(stats, StatsCodec.decode64(attributes.nested()));
  }

  @Property(tries = 5000)
  void randomBytesCauseNothingButNetlinkExceptions(@ForAll("messages") byte[] bytes) {
    RandomDatagrams.assertReadOrRefused(
        bytes,
        IpvsCodec::decodeService,
        m -> IpvsCodec.decodeDestination(m, InetFamily.IPV6),
        IpvsCodec::decodeTimeouts,
        IpvsCodec::decodeInfo);
  }

  @Provide
  Arbitrary<byte[]> messages() {
    return RandomDatagrams.wholeMessages();
  }

  @Provide
  Arbitrary<IpvsService> services() {
    Arbitrary<Integer> u16 = Arbitraries.integers().between(0, 0xffff);
    Arbitrary<IpvsServiceKey> byAddress =
        Combinators.combine(u16, RandomAddresses.any(), u16).as(IpvsServiceKey::of);
    Arbitrary<IpvsServiceKey> byMark =
        Combinators.combine(
                Arbitraries.of(InetFamily.class), Arbitraries.integers().filter(m -> m != 0))
            .as(IpvsServiceKey::ofFirewallMark);
    Arbitrary<String> names = Arbitraries.strings().alpha().ofMaxLength(15);
    Arbitrary<Integer> flags = Arbitraries.integers().map(f -> f & ~IpvsUapi.IP_VS_SVC_F_HASHED);
    return Combinators.combine(
            Arbitraries.oneOf(byAddress, byMark),
            names,
            flags,
            Arbitraries.integers(),
            Arbitraries.integers(),
            names)
        .as(IpvsService::new);
  }

  @Provide
  Arbitrary<IpvsDestination> destinations() {
    Arbitrary<Integer> n = Arbitraries.integers();
    return Combinators.combine(
            RandomAddresses.any(),
            Arbitraries.integers().between(0, 0xffff),
            Arbitraries.of(ForwardingMethod.class),
            n,
            n,
            n)
        .as(IpvsDestination::new);
  }
}
