// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.DestinationMatch;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.ProtocolMatch;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.SourceMatch;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TransportMatch;
import io.svcrules.iptables.Verdict;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class IndexedChainPropertyTest {
  private static final Surroundings NOWHERE = Surroundings.of(Host.of(List.of(), List.of()));

  @Property
  void noRuleThatMatchesIsPassedOver(@ForAll long seed) {
    Random random = new Random(seed);
    List<Rule> rules = new ArrayList<>();
    int count = random.nextInt(60);
    for (int i = 0; i < count; i++) {
      rules.add(rule(random));
    }
    IndexedChain chain = IndexedChain.of(Chain.of("ANY", rules));
    Probe probe =
        Probe.received(
            Protocol.TCP, address(random), address(random), 1 + random.nextInt(4), Device.UNKNOWN);
    Packet packet = Packet.of(probe);
    assertEquals(matching(rules, packet), found(chain, packet));
  }

  private static Rule rule(Random random) {
    List<Match> matches = new ArrayList<>();
    if (random.nextBoolean()) {
      Cidr network = new Cidr(address(random), random.nextInt(3) == 0 ? 31 : 32);
      matches.add(new DestinationMatch(random.nextInt(4) == 0, network));
    }
    if (random.nextInt(4) == 0) {
      matches.add(SourceMatch.of(Cidr.of(address(random))));
    }
    if (random.nextBoolean()) {
      matches.add(ProtocolMatch.of(Protocol.TCP));
      matches.add(new TransportMatch(Protocol.TCP, random.nextInt(4)));
    }
    return new Rule(matches, Verdict.ACCEPT);
  }

  private static IpAddress address(Random random) {
    return IpAddress.ofIpv4(10 << 24 | random.nextInt(4));
  }

  private static List<Integer> matching(List<Rule> rules, Packet packet) {
    List<Integer> matching = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      if (new RuleTest(NOWHERE).test(rules.get(i), packet, Table.NAT) == Truth.YES) {
        matching.add(i);
      }
    }
    return matching;
  }

  private static List<Integer> found(IndexedChain chain, Packet packet) {
    List<Integer> found = new ArrayList<>();
    for (int i = chain.next(0, packet); i >= 0; i = chain.next(i + 1, packet)) {
      Rule rule = chain.chain().rules().get(i);
      if (new RuleTest(NOWHERE).test(rule, packet, Table.NAT) == Truth.YES) {
        found.add(i);
      }
    }
    return found;
  }
}
