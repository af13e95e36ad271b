// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.IptablesCompiler;
import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.iptables.compile.LocalDetector;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.Service;
import io.svcrules.model.explain.Answer;
import io.svcrules.model.explain.Answers;
import io.svcrules.model.explain.Delivery;
import io.svcrules.model.explain.Origin;
import io.svcrules.model.explain.PodTraffic;
import io.svcrules.model.explain.Reach;
import io.svcrules.model.random.RandomCluster;
import io.svcrules.model.resolve.Endpoint;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ResolvedServicePort;
import io.svcrules.model.resolve.ServiceResolver;
import io.svcrules.model.resolve.ServiceTable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** What is said about the addresses of a service is what the rules do to packets. */
final class AnswersPropertyTest {
  private static final List<Cidr> PODS =
      List.of(Cidr.parse("10.244.0.0/16"), Cidr.parse("fd00:10:244::/48"));

  @Provide
  Arbitrary<Manifests> clusters() {
    return RandomCluster.any();
  }

  @Property(tries = 400)
  void clientsGetWhatTheRulesGiveThem(
      @ForAll("clusters") Manifests cluster,
      @ForAll IpFamily family,
      @ForAll PodTraffic pods,
      @ForAll boolean masqueradeAll) {
    IptablesConfig config = config(pods, masqueradeAll);
    int compared = 0;
    for (Service service : cluster.services()) {
      // One service at a time: services that claim each other's addresses are another matter.
      Manifests alone = new Manifests(List.of(service), cluster.slices(), cluster.nodes());
      ServiceTable table =
          ServiceResolver.resolve(alone, family, RandomCluster.NODE, ResolveOptions.DEFAULT);
      CompiledRuleset compiled = IptablesCompiler.compile(table, config);
      for (ResolvedServicePort port : table.ports()) {
        PacketWalk walk = new PacketWalk(compiled.ruleset(), config.masqueradeMark());
        for (Answer answer : new Answers(pods, masqueradeAll).of(port)) {
          for (Origin origin : Origin.values()) {
            compare(port, answer, answer.from(origin), walk);
            compared++;
          }
        }
      }
    }
    Statistics.label("compared").collect(compared > 0);
    Statistics.label("compared").coverage(c -> c.check(true).percentage(p -> p > 50.0));
  }

  private static IptablesConfig config(PodTraffic pods, boolean masqueradeAll) {
    LocalDetector detector =
        switch (pods) {
          case UNKNOWN -> LocalDetector.None.NONE;
          case KNOWN -> new LocalDetector.PodCidr(PODS);
          case EVERYTHING ->
              new LocalDetector.PodCidr(List.of(Cidr.parse("0.0.0.0/0"), Cidr.parse("::/0")));
        };
    IptablesConfig d = IptablesConfig.DEFAULT.withLocalDetector(detector);
    return new IptablesConfig(
        d.localDetector(),
        masqueradeAll,
        d.masqueradeBit(),
        d.localhostNodePorts(),
        d.nodePortAddresses(),
        RandomCluster.NODE.addresses(),
        d.comments(),
        d.randomFully(),
        d.dropInvalid());
  }

  private static void compare(
      ResolvedServicePort port, Answer answer, Reach reach, PacketWalk walk) {
    IpAddress source = source(port.clusterIp().family(), reach.from(), answer);
    if (source == null) {
      return;
    }
    IpAddress destination =
        answer.address().orElseGet(() -> nodeAddress(port.clusterIp().family()));
    PacketWalk.Outcome outcome =
        walk.walk(
            new PacketWalk.Packet(
                source,
                reach.from() == Origin.NODE,
                destination,
                answer.address().isEmpty(),
                port.name().protocol(),
                answer.port()));
    String what = port.name() + " " + answer + " " + reach;
    assertEquals(verdict(reach.delivery()), outcome.verdict(), what);
    assertEquals(expected(port, reach.delivery()), outcome.endpoints(), what);
    if (!outcome.endpoints().isEmpty()) {
      assertEquals(reach.masqueraded(), outcome.masqueraded(), what);
    }
  }

  private static String verdict(Delivery delivery) {
    return switch (delivery) {
      case CLUSTER, LOCAL -> "DNAT";
      case REJECTED -> "REJECT";
      case DROPPED, NOT_ADMITTED -> "DROP";
    };
  }

  private static Set<String> expected(ResolvedServicePort port, Delivery delivery) {
    return switch (delivery) {
      case CLUSTER -> texts(port.endpoints().cluster());
      case LOCAL -> texts(port.endpoints().local());
      case REJECTED, DROPPED, NOT_ADMITTED -> Set.of();
    };
  }

  private static Set<String> texts(List<Endpoint> endpoints) {
    return endpoints.stream().map(Endpoint::text).collect(Collectors.toCollection(TreeSet::new));
  }

  private static IpAddress nodeAddress(IpFamily family) {
    return RandomCluster.NODE.address(family).orElseThrow();
  }

  /** A client that is no endpoint itself and that source ranges admit; null if they admit none. */
  private static IpAddress source(IpFamily family, Origin origin, Answer answer) {
    boolean v4 = family == IpFamily.IPV4;
    IpAddress plain =
        switch (origin) {
          case POD -> IpAddress.parse(v4 ? "10.244.99.99" : "fd00:10:244:99::99");
          case NODE -> nodeAddress(family);
          case OUTSIDE -> IpAddress.parse(v4 ? "198.18.0.1" : "2001:db8:99::1");
        };
    if (answer.sourceRanges().isEmpty()
        || answer.sourceRanges().stream().anyMatch(range -> range.contains(plain))) {
      return plain;
    }
    return null;
  }
}
