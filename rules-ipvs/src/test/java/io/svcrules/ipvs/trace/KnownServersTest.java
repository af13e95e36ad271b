// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.text.IptablesTextParser;
import io.svcrules.iptables.trace.Balancer;
import io.svcrules.iptables.trace.Device;
import io.svcrules.iptables.trace.Fate;
import io.svcrules.iptables.trace.Host;
import io.svcrules.iptables.trace.PacketSets;
import io.svcrules.iptables.trace.Probe;
import io.svcrules.iptables.trace.Surroundings;
import io.svcrules.iptables.trace.Trace;
import io.svcrules.iptables.trace.Tracer;
import io.svcrules.ipvs.text.IpvsadmText;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownServersTest {
  private static final IpAddress VIP = IpAddress.parse("10.96.0.10");

  private static Trace trace(String ipvsadm) {
    return trace(ipvsadm, "*mangle\nCOMMIT\n", servers -> servers);
  }

  private static Trace trace(String ipvsadm, String rules, UnaryOperator<Balancer> change) {
    Surroundings surroundings =
        new Surroundings(
            Host.of(List.of(VIP), List.of()),
            PacketSets.UNKNOWN,
            change.apply(KnownServers.of(IpvsadmText.parse(ipvsadm))),
            Set.of());
    return Tracer.of(IptablesTextParser.parseSaved(IpFamily.IPV4, rules).orThrow(), surroundings)
        .trace(
            Probe.received(Protocol.TCP, IpAddress.parse("10.244.1.5"), VIP, 80, Device.UNKNOWN));
  }

  private static List<String> ends(Trace trace) {
    return trace.outcomes().stream()
        .map(one -> one.share() + " " + one.fate() + " " + one.destination() + ":" + one.port())
        .toList();
  }

  @Test
  void roundRobinIsFairWhateverTheWeights() {
    Trace trace =
        trace(
            """
            -A -t 10.96.0.10:80 -s rr
            -a -t 10.96.0.10:80 -r 10.244.1.1:8080 -m -w 5
            -a -t 10.96.0.10:80 -r 10.244.1.2:8080 -m -w 1
            -a -t 10.96.0.10:80 -r 10.244.1.3:8080 -m -w 1
            """);
    assertEquals(
        List.of(
            "1/3 DELIVERED 10.244.1.1:8080",
            "1/3 DELIVERED 10.244.1.2:8080",
            "1/3 DELIVERED 10.244.1.3:8080"),
        ends(trace));
    assertEquals(List.of(), trace.assumptions());
  }

  @Test
  void weightsCountAndADrainingServerGetsNothing() {
    Trace trace =
        trace(
            """
            -A -t 10.96.0.10:80 -s wrr
            -a -t 10.96.0.10:80 -r 10.244.1.1:8080 -m -w 3
            -a -t 10.96.0.10:80 -r 10.244.1.2:8080 -m -w 0
            -a -t 10.96.0.10:80 -r 10.244.1.3:8080 -m -w 1
            """);
    assertEquals(
        List.of("3/4 DELIVERED 10.244.1.1:8080", "1/4 DELIVERED 10.244.1.3:8080"), ends(trace));
  }

  @Test
  void sharesOfSchedulersThatLookAtConnectionsAreSaidToBeAssumed() {
    Trace trace =
        trace(
            """
            -A -t 10.96.0.10:80 -s wlc -p 10800
            -a -t 10.96.0.10:80 -r 10.244.1.1:8080 -m -w 1
            """);
    assertEquals(
        List.of("scheduler wlc: connections to all real servers last equally long"),
        trace.assumptions());
  }

  @Test
  void failoverGoesToTheHighestWeight() {
    Trace trace =
        trace(
            """
            -A -t 10.96.0.10:80 -s fo
            -a -t 10.96.0.10:80 -r 10.244.1.1:8080 -m -w 1
            -a -t 10.96.0.10:80 -r 10.244.1.2:8080 -m -w 2
            """);
    assertEquals(List.of("1 DELIVERED 10.244.1.2:8080"), ends(trace));
  }

  @Test
  void aServerWithoutServersRefuses() {
    Trace trace = trace("-A -t 10.96.0.10:80 -s rr\n");
    assertEquals(List.of("1 REJECTED 10.96.0.10:80"), ends(trace));
    assertEquals("-t 10.96.0.10:80 -s rr", trace.outcomes().get(0).by().orElseThrow().text());
  }

  @Test
  void aPersistentServerOfEveryPortKeepsThePort() {
    Trace trace =
        trace(
            """
            -A -t 10.96.0.10:0 -s rr -p 60
            -a -t 10.96.0.10:0 -r 10.244.1.1:0 -m -w 1
            """);
    assertEquals(List.of("1 DELIVERED 10.244.1.1:80"), ends(trace));
    assertEquals(List.of("the client has not been seen lately"), trace.assumptions());
  }

  @Test
  void whatHasNoServerIsLeftToTheNode() {
    assertEquals(Fate.LOCAL, trace("-A -t 10.96.0.10:81 -s rr\n").outcomes().get(0).fate());
  }

  private static Trace traceTo(String serverMatch) {
    return trace(
        """
        -A -t 10.96.0.10:80 -s rr
        -a -t 10.96.0.10:80 -r 10.244.1.1:8080 -m -w 1
        """,
        """
        *mangle
        :POSTROUTING ACCEPT [0:0]
        -A POSTROUTING -m ipvs %s -j DROP
        COMMIT
        """
            .formatted(serverMatch),
        servers -> servers);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--vproto 6 --vaddr 10.96.0.10 --vport 80",
        "--ipvs",
        "--vaddr 10.96.0.0/24 --vmethod MASQ",
        "! --vport 81"
      })
  void aRuleAboutConnectionsOfThisVirtualServerMatches(String match) {
    Trace trace = traceTo(match);
    assertEquals(List.of("1 DROPPED 10.244.1.1:8080"), ends(trace));
    assertEquals(List.of(), trace.outcomes().get(0).conditions());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--vproto 6 --vaddr 10.96.0.11 --vport 80",
        "--vproto 17 --vaddr 10.96.0.10 --vport 80",
        "! --ipvs",
        "--vmethod GATE"
      })
  void aRuleAboutConnectionsOfAnotherVirtualServerDoesNot(String match) {
    assertEquals(List.of("1 DELIVERED 10.244.1.1:8080"), ends(traceTo(match)));
  }

  @Test
  void aRuleAboutTheDirectionOfAConnectionIsFollowedBothWays() {
    Trace trace = traceTo("--vdir ORIGINAL");
    assertEquals(List.of("1 DROPPED 10.244.1.1:8080", "1 DELIVERED 10.244.1.1:8080"), ends(trace));
    assertEquals(
        List.of("if mangle POSTROUTING 1 matches", "if mangle POSTROUTING 1 does not match"),
        trace.outcomes().stream().map(one -> one.conditions().get(0).text()).toList());
  }

  @Test
  void aClientThatWasSeenStaysWithItsRealServerIfTheVirtualServerIsPersistent() {
    String servers =
        """
        -A -t 10.96.0.10:80 -s rr -p 60
        -a -t 10.96.0.10:80 -r 10.244.1.1:8080 -m -w 1
        -a -t 10.96.0.10:80 -r 10.244.1.2:8080 -m -w 1
        """;
    UnaryOperator<Balancer> seen = one -> one.remembering(IpAddress.parse("10.244.1.2"), 8080);
    String none = "*mangle\nCOMMIT\n";
    Trace trace = trace(servers, none, seen);
    assertEquals(List.of("1 DELIVERED 10.244.1.2:8080"), ends(trace));
    assertEquals(List.of(), trace.assumptions());
    assertEquals(2, trace(servers.replace(" -p 60", ""), none, seen).outcomes().size());
    String draining = servers.replace("10.244.1.2:8080 -m -w 1", "10.244.1.2:8080 -m -w 0");
    assertEquals(List.of("1 DELIVERED 10.244.1.1:8080"), ends(trace(draining, none, seen)));
  }
}
