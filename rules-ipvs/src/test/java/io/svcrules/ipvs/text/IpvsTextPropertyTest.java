// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.ForwardingMethod;
import io.svcrules.ipvs.IpSet;
import io.svcrules.ipvs.IpSetDefinition;
import io.svcrules.ipvs.IpSetEntry;
import io.svcrules.ipvs.IpSetType;
import io.svcrules.ipvs.RealServer;
import io.svcrules.ipvs.RealServerKey;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.VirtualServerSettings;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written is read as it was; what is read from nonsense is a refusal, nothing else. */
class IpvsTextPropertyTest {
  private static Arbitrary<IpAddress> addresses(IpFamily family) {
    return family == IpFamily.IPV4
        ? Arbitraries.integers().map(IpAddress::ofIpv4)
        : Combinators.combine(Arbitraries.longs(), Arbitraries.longs())
            .as((high, low) -> IpAddress.ofIpv6(high | 1L << 62, low));
  }

  private static Arbitrary<Integer> ports() {
    return Arbitraries.integers().between(0, 65535);
  }

  private static Arbitrary<VirtualServerKey> keys(IpFamily family) {
    Arbitrary<VirtualServerKey> byAddress =
        Combinators.combine(Arbitraries.of(Protocol.class), addresses(family), ports())
            .as(VirtualServerKey.Address::new);
    Arbitrary<VirtualServerKey> byMark =
        Arbitraries.integers()
            .filter(mark -> mark != 0)
            .map(mark -> new VirtualServerKey.Mark(family, mark));
    return Arbitraries.oneOf(byAddress, byMark);
  }

  private static Arbitrary<VirtualServerSettings> settings(IpFamily family) {
    return Combinators.combine(
            Arbitraries.of("rr", "mh", "sh", "wlc"),
            Arbitraries.integers().between(0, 15),
            Arbitraries.integers().between(0, 100_000),
            Arbitraries.integers().between(1, family.bits()),
            Arbitraries.of("", "sip"))
        .as(
            (scheduler, flags, seconds, mask, engine) ->
                new VirtualServerSettings(
                    scheduler, flags << 2, seconds, seconds == 0 ? family.bits() : mask, engine));
  }

  private static Arbitrary<RealServer> realServers(IpFamily family) {
    Arbitrary<Long> thresholds = Arbitraries.longs().between(0, 0xffffffffL);
    return Combinators.combine(
            Combinators.combine(addresses(family), ports()).as(RealServerKey::new),
            Arbitraries.of(ForwardingMethod.class),
            ports(),
            thresholds,
            thresholds)
        .as(
            (key, method, weight, one, other) ->
                new RealServer(key, method, weight, Math.max(one, other), Math.min(one, other)));
  }

  @Provide
  Arbitrary<List<VirtualServer>> servers() {
    return Arbitraries.of(IpFamily.class)
        .flatMap(
            family ->
                Combinators.combine(
                        keys(family), settings(family), realServers(family).list().ofMaxSize(4))
                    .as(VirtualServer::of)
                    .list()
                    .ofMaxSize(5)
                    .uniqueElements(VirtualServer::key));
  }

  @Property(tries = 300)
  void virtualServersAreReadAsTheyWereWritten(@ForAll("servers") List<VirtualServer> servers) {
    SortedMap<VirtualServerKey, VirtualServer> wanted = new TreeMap<>();
    servers.forEach(server -> wanted.put(server.key(), server));
    assertEquals(wanted, IpvsadmText.parse(IpvsadmText.write(servers)));
  }

  private static Arbitrary<IpSetEntry> entries(IpFamily family, IpSetType type) {
    Arbitrary<IpSetEntry.IpPort> ipPorts =
        Combinators.combine(addresses(family), Arbitraries.of(Protocol.class), ports())
            .as(IpSetEntry.IpPort::new);
    Arbitrary<Cidr> networks =
        Combinators.combine(addresses(family), Arbitraries.integers().between(1, family.bits()))
            .as(Cidr::new);
    return switch (type) {
      case HASH_IP -> addresses(family).map(IpSetEntry.Ip::new);
      case HASH_IP_PORT -> ipPorts.map(entry -> entry);
      case HASH_IP_PORT_IP ->
          Combinators.combine(ipPorts, addresses(family)).as(IpSetEntry.IpPortIp::new);
      case HASH_IP_PORT_NET -> Combinators.combine(ipPorts, networks).as(IpSetEntry.IpPortNet::new);
      case BITMAP_PORT -> ports().map(IpSetEntry.Port::new);
    };
  }

  @Provide
  Arbitrary<List<IpSet>> sets() {
    return Combinators.combine(Arbitraries.of(IpFamily.class), Arbitraries.of(IpSetType.class))
        .flatAs(
            (family, type) ->
                entries(family, type)
                    .list()
                    .ofMaxSize(5)
                    .map(
                        list -> {
                          String name = family == IpFamily.IPV4 ? "KUBE-X" : "KUBE-6-X";
                          return IpSet.of(
                              IpSetDefinition.of(name, type, family).withRoomFor(70_000), list);
                        }))
        .list()
        .ofMaxSize(3)
        .uniqueElements(IpSet::name);
  }

  @Property(tries = 300)
  void setsAreReadAsTheyWereWritten(@ForAll("sets") List<IpSet> sets) {
    IpsetText.Parsed parsed = IpsetText.parse(IpsetText.write(sets));
    assertEquals(sets, parsed.sets());
    assertEquals(List.of(), parsed.others());
  }

  @Provide
  Arbitrary<List<BoundAddress>> bound() {
    return Arbitraries.of(IpFamily.class)
        .flatMap(
            family ->
                Combinators.combine(
                        addresses(family), Arbitraries.integers().between(0, family.bits()))
                    .as(BoundAddress::new))
        .list()
        .ofMaxSize(5);
  }

  @Property(tries = 300)
  void addressesAreReadAsTheyWereWritten(@ForAll("bound") List<BoundAddress> addresses) {
    assertEquals(new TreeSet<>(addresses), AddressText.parse(AddressText.write(addresses)));
  }

  @Provide
  Arbitrary<String> almostTexts() {
    return Arbitraries.of(
            "-A",
            "-a",
            "-t",
            "-f",
            "-r",
            "10.0.0.1:80",
            "[::1]:80",
            ":",
            "[",
            "1",
            "-s",
            "rr",
            "-w",
            "-m",
            "-x",
            "-b",
            "-M",
            "create",
            "add",
            "a",
            "hash:ip",
            "bitmap:port",
            "hash:ip,port",
            "hash:ip,port,net",
            "10.0.0.1,tcp:80",
            "10.0.0.1,tcp:80,0.0.0.0/0",
            "family",
            "inet",
            "inet6",
            "maxelem",
            "99999999999",
            "10.0.0.1/33",
            "10.0.0.1/8",
            "\n",
            "é")
        .list()
        .ofMaxSize(12)
        .map(words -> String.join(" ", words));
  }

  @Property(tries = 1000)
  void nonsenseIsRefusedAndNothingElse(@ForAll("almostTexts") String text) {
    List<Runnable> parsers =
        List.of(
            () -> IpvsadmText.parse(text),
            () -> IpsetText.parse(text),
            () -> AddressText.parse(text));
    List<String> refusals = new ArrayList<>();
    for (Runnable parser : parsers) {
      try {
        parser.run();
      } catch (IpvsTextException e) {
        refusals.add(e.getMessage());
      }
    }
    refusals.forEach(refusal -> assertEquals("line", refusal.substring(0, 4)));
  }
}
