// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.text.IptablesTextParser;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import io.svcrules.testdata.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node on which a firewall, docker and a CNI plugin have rules, too. */
class ForeignRulesTest {
  private static final IpAddress NODE = ip("192.168.100.2");

  private Tracer tracer;

  @BeforeEach
  void read() throws IOException {
    String saved =
        Files.readString(TestData.root().resolve("fixtures/iptables/foreign/node.iptables-save"));
    tracer =
        Tracer.of(
            IptablesTextParser.parseSaved(IpFamily.IPV4, saved).orThrow(),
            Surroundings.of(Host.of(List.of(NODE), List.of())));
  }

  private static IpAddress ip(String text) {
    return IpAddress.parse(text);
  }

  private Trace received(String from, String to, int port) {
    return tracer.trace(Probe.received(Protocol.TCP, ip(from), ip(to), port, Device.UNKNOWN));
  }

  private static List<String> ends(Trace trace) {
    return trace.outcomes().stream()
        .map(
            one ->
                one.share()
                    + " "
                    + one.fate()
                    + " "
                    + one.destination()
                    + ":"
                    + one.port()
                    + one.by().map(visit -> " by " + visit.place()).orElse("")
                    + one.conditions().stream().map(c -> " " + c.text()).toList())
        .toList();
  }

  @Test
  void aFirewallDropsWhatTheServiceHasDelivered() {
    assertEquals(
        List.of(
            "1/2 DROPPED 10.244.1.11:8080 by filter FIREWALL 1[]",
            "1/2 DROPPED 10.244.2.12:8080 by filter FIREWALL 1[]"),
        ends(received("198.51.100.7", "10.96.0.10", 80)));
  }

  @Test
  void aConditionNobodyCanTellIsFollowedBothWays() {
    assertEquals(
        List.of(
            "1/2 DELIVERED 10.244.1.11:8080[]",
            "1/2 REJECTED 10.244.2.12:8080 by filter FIREWALL 2[ if filter FIREWALL 2 matches]",
            "1/2 DELIVERED 10.244.2.12:8080[ if filter FIREWALL 2 does not match]"),
        ends(received("10.244.1.50", "10.96.0.10", 80)));
  }

  @Test
  void whatOnlyLogsMakesNoDifference() {
    Trace trace = received("10.244.1.50", "10.244.1.11", 8080);
    assertEquals(List.of("1 PASSED 10.244.1.11:8080[]"), ends(trace));
  }

  @Test
  void dockersPortsLeadToContainers() {
    Trace trace = received("192.0.2.7", "192.168.100.2", 8088);
    assertEquals(List.of("1 DELIVERED 172.17.0.5:80[]"), ends(trace));
    assertEquals(
        List.of("the packet comes in by another device than docker0"), trace.assumptions());
  }

  @Test
  void hostPortsOfACniPluginLeadToPodsUnlessThePolicyDrops() {
    assertEquals(
        List.of("1 DELIVERED 10.244.1.77:90[]"),
        ends(received("10.244.3.9", "192.168.100.2", 9090)));
    assertEquals(
        List.of("1 DROPPED 10.244.1.77:90 by filter FORWARD[]"),
        ends(received("192.0.2.7", "192.168.100.2", 9090)));
    assertEquals(
        List.of("1 DROPPED 192.168.100.2:9091 by filter INPUT[]"),
        ends(received("192.0.2.7", "192.168.100.2", 9091)));
  }

  @Test
  void untrackedPacketsAreRewrittenByNobody() {
    assertEquals(
        List.of("1 DROPPED 10.96.0.10:80 by filter FORWARD[]"),
        ends(received("203.0.113.66", "10.96.0.10", 80)));
  }

  @Test
  void aSourceThatOthersRewriteIsSeen() {
    Trace trace = received("10.244.1.50", "192.0.2.9", 443);
    assertEquals(NODE, trace.outcomes().get(0).source().orElseThrow());
    assertEquals(Fate.PASSED, trace.outcomes().get(0).fate());
  }

  @Test
  void theEndOfAChainThatWasGoneToIsTheEndOfItsCaller() {
    Trace trace = received("192.0.2.7", "10.244.1.11", 8080);
    assertEquals(List.of("1 DROPPED 10.244.1.11:8080 by filter FORWARD[]"), ends(trace));
  }
}
