// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.compile.CommentMode;
import io.svcrules.iptables.compile.IptablesCompiler;
import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.iptables.compile.LocalDetector;
import io.svcrules.iptables.compile.NodePortAddresses;
import io.svcrules.iptables.trace.Device;
import io.svcrules.iptables.trace.Fate;
import io.svcrules.iptables.trace.Host;
import io.svcrules.iptables.trace.Outcome;
import io.svcrules.iptables.trace.Probe;
import io.svcrules.iptables.trace.Share;
import io.svcrules.iptables.trace.Surroundings;
import io.svcrules.iptables.trace.Trace;
import io.svcrules.iptables.trace.Tracer;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.compile.IpvsCompiler;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.compile.ServiceFacts;
import io.svcrules.ipvs.trace.IpvsTracers;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.Protocol;
import io.svcrules.model.random.RandomCluster;
import io.svcrules.model.resolve.Endpoint;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ServiceResolver;
import io.svcrules.model.resolve.ServiceTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Rules and virtual servers do to packets what services mean, whatever the cluster. */
class RandomTracePropertyTest {
  private static final List<Cidr> PODS =
      List.of(Cidr.parse("10.244.0.0/16"), Cidr.parse("fd00:10:244::/48"));
  private static final double ROUNDING = 0x1p-28;

  @Provide
  Arbitrary<Manifests> clusters() {
    return RandomCluster.any();
  }

  @Property(tries = 300)
  void rulesOfIptablesDoWhatServicesMean(
      @ForAll("clusters") Manifests cluster, @ForAll boolean masqueradeAll) {
    for (IpFamily family : IpFamily.values()) {
      World world = new World(cluster, family, masqueradeAll);
      Tracer tracer = world.iptables();
      for (Question question : world.questions(world.host(), endpoint -> true)) {
        assertEnds(
            world
                .semantics()
                .iptables(question.claim(), question.place(), question.probe().source()),
            tracer,
            question);
      }
    }
  }

  @Property(tries = 300)
  void virtualServersDoWhatServicesMean(
      @ForAll("clusters") Manifests cluster, @ForAll boolean masqueradeAll) {
    for (IpFamily family : IpFamily.values()) {
      World world = new World(cluster, family, masqueradeAll);
      IpvsState state = world.ipvs();
      Host bound = IpvsTracers.bound(state, world.host());
      Tracer tracer = IpvsTracers.of(state, world.host());
      // Only this node's endpoints reach themselves by it, and only they are masqueraded then.
      for (Question question : world.questions(bound, Endpoint::local)) {
        assertEnds(
            world.semantics().ipvs(question.claim(), question.place(), question.probe().source()),
            tracer,
            question);
      }
    }
  }

  /** From outside both modes agree on all that is not masqueraded for reasons of its own. */
  @Property(tries = 300)
  void bothModesTreatTheOutsideTheSame(@ForAll("clusters") Manifests cluster) {
    for (IpFamily family : IpFamily.values()) {
      World world = new World(cluster, family, false);
      Tracer iptables = world.iptables();
      Tracer ipvs = IpvsTracers.of(world.ipvs(), world.host());
      for (Question question : world.questions(world.host(), endpoint -> true)) {
        if (question.place() == Semantics.Place.OUTSIDE) {
          Map<String, Double> wanted = ends(iptables.trace(question.probe()));
          assertEnds(wanted, ipvs, question);
        }
      }
    }
  }

  @Property(tries = 300)
  void portsThatNobodyClaimsAreLeftAlone(
      @ForAll("clusters") Manifests cluster, @ForAll Protocol protocol) {
    for (IpFamily family : IpFamily.values()) {
      World world = new World(cluster, family, false);
      IpvsState state = world.ipvs();
      Tracer ipvs = IpvsTracers.of(state, world.host());
      Tracer iptables = world.iptables();
      Set<IpAddress> addresses = new TreeSet<>();
      world.claims().forEach(claim -> addresses.add(claim.address()));
      for (IpAddress address : addresses) {
        boolean node = address.equals(world.node());
        Probe probe = Probe.received(protocol, world.outside(), address, 9999, Device.UNKNOWN);
        String left = (node ? Fate.LOCAL : Fate.PASSED).name();
        assertEquals(Map.of(left, 1.0), ends(iptables.trace(probe)), probe.toString());
        // Virtual servers' addresses are the node's own, but nothing else of it is to be reached.
        String guarded = node ? left : "REJECTED";
        assertEquals(Map.of(guarded, 1.0), ends(ipvs.trace(probe)), probe.toString());
      }
    }
  }

  private static void assertEnds(Map<String, Double> wanted, Tracer tracer, Question question) {
    Map<String, Double> got = ends(tracer.trace(question.probe()));
    assertEquals(wanted.keySet(), got.keySet(), question::toString);
    got.forEach((end, share) -> assertEquals(wanted.get(end), share, ROUNDING, question::toString));
  }

  private static Map<String, Double> ends(Trace trace) {
    Map<String, Double> ends = new TreeMap<>();
    Share sum = Share.NONE;
    for (Outcome outcome : trace.outcomes()) {
      assertEquals(List.of(), outcome.conditions());
      sum = sum.plus(outcome.share());
      String end =
          outcome.fate() == Fate.DELIVERED
              ? outcome.destination()
                  + " "
                  + outcome.port()
                  + " "
                  + outcome.source().orElseThrow()
                  + (outcome.masqueraded() ? " M" : "")
              : outcome.fate().name();
      ends.merge(end, outcome.share().value(), Double::sum);
    }
    assertEquals(Share.ALL, sum);
    return ends;
  }

  private record Question(Claim claim, Semantics.Place place, Probe probe) {}

  private record World(Manifests cluster, IpFamily family, boolean masqueradeAll) {

    ServiceTable services() {
      return ServiceResolver.resolve(cluster, family, RandomCluster.NODE, ResolveOptions.DEFAULT);
    }

    IpAddress node() {
      return RandomCluster.NODE.address(family).orElseThrow();
    }

    IpAddress outside() {
      return IpAddress.parse(family == IpFamily.IPV4 ? "192.168.7.7" : "2001:db8:1::7");
    }

    Host host() {
      return Host.of(RandomCluster.NODE.addresses(), List.of());
    }

    Semantics semantics() {
      Cidr pods = PODS.stream().filter(one -> one.family() == family).findFirst().orElseThrow();
      return new Semantics(pods, node(), masqueradeAll);
    }

    Tracer iptables() {
      List<IpAddress> addresses = new ArrayList<>(RandomCluster.NODE.addresses());
      addresses.addAll(List.of(IpAddress.parse("127.0.0.1"), IpAddress.parse("::1")));
      IptablesConfig config =
          new IptablesConfig(
              new LocalDetector.PodCidr(PODS),
              masqueradeAll,
              IptablesConfig.DEFAULT_MASQUERADE_BIT,
              true,
              NodePortAddresses.ALL,
              addresses,
              CommentMode.AUTO,
              true,
              true);
      return Tracer.of(
          IptablesCompiler.compile(services(), config).ruleset(), Surroundings.of(host()));
    }

    IpvsState ipvs() {
      IpvsConfig config =
          IpvsConfig.builder()
              .masqueradeAll(masqueradeAll)
              .localDetector(new LocalDetector.PodCidr(PODS))
              .nodeAddresses(RandomCluster.NODE.addresses())
              .build();
      return IpvsCompiler.compile(services(), ServiceFacts.of(cluster), config).state();
    }

    /** Those without a rival: who wins is another matter. */
    List<Claim> claims() {
      List<Claim> all = Claim.all(services(), node());
      return all.stream().filter(one -> all.stream().filter(one::isRivalOf).count() == 1).toList();
    }

    /**
     * A client at each place asks each claim.
     *
     * @param itself which endpoints ask, too
     */
    List<Question> questions(Host host, Predicate<Endpoint> itself) {
      List<Question> questions = new ArrayList<>();
      for (Claim claim : claims()) {
        for (IpAddress pod : pods(claim, itself)) {
          questions.add(received(claim, Semantics.Place.POD, pod));
        }
        for (String text :
            List.of(
                "192.168.7.7", "198.51.100.200", "192.0.2.1", "2001:db8:1::7", "2001:db8:9::1")) {
          IpAddress from = IpAddress.parse(text);
          if (from.family() == family) {
            questions.add(received(claim, Semantics.Place.OUTSIDE, from));
          }
        }
        Function<IpAddress, Probe> local =
            from -> Probe.ofNode(claim.protocol(), from, claim.address(), claim.port());
        IpAddress own = host.clientTowards(claim.address()).orElseThrow();
        questions.add(new Question(claim, Semantics.Place.NODE, local.apply(own)));
        if (claim.kind() == Claim.Kind.NODE_PORT) {
          IpAddress loopback = ClientPlace.loopback(family);
          questions.add(
              new Question(
                  claim,
                  Semantics.Place.LOCALHOST,
                  Probe.ofNode(claim.protocol(), loopback, loopback, claim.port())));
        }
      }
      return questions;
    }

    private List<IpAddress> pods(Claim claim, Predicate<Endpoint> itself) {
      List<IpAddress> pods = new ArrayList<>();
      pods.add(IpAddress.parse(family == IpFamily.IPV4 ? "10.244.1.200" : "fd00:10:244:1::200"));
      List<Endpoint> endpoints = claim.owner().endpoints().reachable();
      for (Endpoint one : endpoints) {
        // Random slices may place one address on two nodes, which no cluster does.
        if (endpoints.stream().filter(e -> e.address().equals(one.address())).allMatch(itself)) {
          pods.add(one.address());
        }
      }
      return pods;
    }

    private static Question received(Claim claim, Semantics.Place place, IpAddress from) {
      return new Question(
          claim,
          place,
          Probe.received(claim.protocol(), from, claim.address(), claim.port(), Device.UNKNOWN));
    }
  }
}
