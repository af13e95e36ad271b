// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.DnatTarget;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.check.StructureCheck;
import io.svcrules.iptables.text.RulesetWriter;
import io.svcrules.model.Cidr;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.ServicePortName;
import io.svcrules.model.random.RandomCluster;
import io.svcrules.model.resolve.Endpoint;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ResolvedServicePort;
import io.svcrules.model.resolve.ServiceResolver;
import io.svcrules.model.resolve.ServiceTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class IptablesCompilerPropertyTest {
  private static final NamespacedName NOBODY = new NamespacedName("", "");

  @Provide
  Arbitrary<Manifests> clusters() {
    return RandomCluster.any();
  }

  @Provide
  Arbitrary<IptablesConfig> configs() {
    return Arbitraries.randomValue(IptablesCompilerPropertyTest::config);
  }

  private static IptablesConfig config(Random random) {
    List<LocalDetector> detectors =
        List.of(
            LocalDetector.None.NONE,
            LocalDetector.PodInterface.bridge("cbr0"),
            LocalDetector.PodInterface.prefix("veth"),
            new LocalDetector.PodCidr(
                List.of(Cidr.parse("10.244.0.0/16"), Cidr.parse("fd00::/8"))));
    List<NodePortAddresses> addresses =
        List.of(
            NodePortAddresses.ALL,
            new NodePortAddresses(List.of(), true),
            new NodePortAddresses(List.of(Cidr.parse("127.0.0.0/8")), false),
            new NodePortAddresses(List.of(Cidr.parse("192.168.0.0/16")), false));
    List<IpAddress> own = new ArrayList<>(RandomCluster.NODE.addresses());
    own.add(IpAddress.parse("127.0.0.1"));
    own.add(IpAddress.parse("::1"));
    return new IptablesConfig(
        detectors.get(random.nextInt(detectors.size())),
        random.nextBoolean(),
        random.nextInt(32),
        random.nextBoolean(),
        addresses.get(random.nextInt(addresses.size())),
        random.nextBoolean() ? own : List.of(),
        List.of(CommentMode.values()).get(random.nextInt(3)),
        random.nextBoolean(),
        random.nextBoolean());
  }

  @Property(tries = 1000)
  void theStructureIsSound(
      @ForAll("clusters") Manifests cluster,
      @ForAll("configs") IptablesConfig config,
      @ForAll IpFamily family) {
    CompiledRuleset compiled = IptablesCompiler.compile(resolve(cluster, family), config);
    assertEquals(List.of(), StructureCheck.findings(compiled.ruleset()));
  }

  @Property(tries = 300)
  void theOrderOfServicePortsLeavesNoTrace(
      @ForAll("clusters") Manifests cluster,
      @ForAll("configs") IptablesConfig config,
      @ForAll IpFamily family,
      @ForAll long seed) {
    ServiceTable table = resolve(cluster, family);
    List<ResolvedServicePort> shuffled = new ArrayList<>(table.ports());
    Collections.shuffle(shuffled, new Random(seed));
    ServiceTable other = new ServiceTable(family, shuffled, table.skipped());
    assertEquals(text(table, config), text(other, config));
  }

  @Property(tries = 300)
  void theOrderOfObjectsPortsAndEndpointsLeavesNoTrace(
      @ForAll("clusters") Manifests cluster,
      @ForAll("configs") IptablesConfig config,
      @ForAll IpFamily family,
      @ForAll long seed) {
    Manifests other = RandomCluster.shuffled(cluster, new Random(seed));
    assertEquals(text(resolve(cluster, family), config), text(resolve(other, family), config));
  }

  @Property(tries = 300)
  void aChangeOfOneServiceOrSliceLeavesTheFragmentsOfOtherServicesAlone(
      @ForAll("clusters") Manifests before,
      @ForAll("clusters") Manifests other,
      @ForAll("configs") IptablesConfig config,
      @ForAll IpFamily family,
      @ForAll boolean slice) {
    NamespacedName changed = before.services().isEmpty() ? NOBODY : before.services().get(0).name();
    Manifests after =
        slice
            ? new Manifests(before.services(), slicesOf(changed, other, before), before.nodes())
            : new Manifests(
                Stream.concat(
                        without(before.services(), one -> one.name().equals(changed)),
                        other.services().stream().filter(one -> one.name().equals(changed)))
                    .toList(),
                before.slices(),
                before.nodes());
    assertEquals(
        othersThan(changed, resolve(before, family), config),
        othersThan(changed, resolve(after, family), config));
  }

  /** The slices of one cluster, those of one Service replaced by what another cluster has. */
  private static List<EndpointSlice> slicesOf(
      NamespacedName service, Manifests from, Manifests others) {
    Predicate<EndpointSlice> its = slice -> slice.service().equals(Optional.of(service));
    return Stream.concat(without(others.slices(), its), from.slices().stream().filter(its))
        .toList();
  }

  private static <T> Stream<T> without(List<T> list, Predicate<T> which) {
    return list.stream().filter(which.negate());
  }

  private static List<Fragment> othersThan(
      NamespacedName service, ServiceTable table, IptablesConfig config) {
    return IptablesCompiler.compile(table, config).fragments().stream()
        .filter(fragment -> !fragment.name().service().equals(service))
        .toList();
  }

  @Property(tries = 300)
  void chainsOfAServicePortAreCalledByItselfAlone(
      @ForAll("clusters") Manifests cluster,
      @ForAll("configs") IptablesConfig config,
      @ForAll IpFamily family) {
    for (Fragment fragment :
        IptablesCompiler.compile(resolve(cluster, family), config).fragments()) {
      Set<String> own = new HashSet<>();
      fragment.chains().forEach(chain -> own.add(chain.chain().name()));
      own.add("KUBE-MARK-MASQ");
      Stream<Rule> rules =
          Stream.concat(
              fragment.chains().stream().flatMap(chain -> chain.chain().rules().stream()),
              fragment.dispatch().stream().map(DispatchRule::rule));
      List<String> strange =
          rules
              .flatMap(rule -> rule.target().calledChain().stream())
              .filter(called -> !own.contains(called))
              .toList();
      assertEquals(List.of(), strange, () -> fragment.name().toString());
    }
  }

  @Property(tries = 300)
  void aChangeOfOneServicePortLeavesTheFragmentsOfOthersAlone(
      @ForAll("clusters") Manifests before,
      @ForAll("clusters") Manifests after,
      @ForAll("configs") IptablesConfig config,
      @ForAll IpFamily family) {
    Map<ServicePortName, ResolvedServicePort> old = byName(resolve(before, family));
    Map<ServicePortName, Fragment> fragments = new HashMap<>();
    for (Fragment fragment :
        IptablesCompiler.compile(resolve(before, family), config).fragments()) {
      fragments.put(fragment.name(), fragment);
    }
    ServiceTable now = resolve(after, family);
    List<ResolvedServicePort> mixed = new ArrayList<>(now.ports());
    // Of each second port that both clusters know, the old state stays.
    for (int i = 0; i < mixed.size(); i += 2) {
      mixed.set(i, old.getOrDefault(mixed.get(i).name(), mixed.get(i)));
    }
    ServiceTable table = new ServiceTable(family, mixed, List.of());
    for (Fragment fragment : IptablesCompiler.compile(table, config).fragments()) {
      ResolvedServicePort port = byName(table).get(fragment.name());
      if (port.equals(old.get(fragment.name()))) {
        assertEquals(fragments.get(fragment.name()), fragment);
      }
    }
  }

  @Property(tries = 300)
  void chainsOfAServicePortAreItsOwn(
      @ForAll("clusters") Manifests cluster, @ForAll IpFamily family) {
    Set<String> seen = new HashSet<>();
    CompiledRuleset compiled =
        IptablesCompiler.compile(resolve(cluster, family), IptablesConfig.DEFAULT);
    for (Fragment fragment : compiled.fragments()) {
      for (ReasonedChain chain : fragment.chains()) {
        assertTrue(seen.add(chain.chain().name()), chain.chain().name());
        assertEquals(ChainRole.SERVICE, ChainRole.of(Table.NAT, chain.chain().name()));
      }
    }
  }

  @Property(tries = 300)
  void packetsEndAtTheReachableEndpoints(
      @ForAll("clusters") Manifests cluster,
      @ForAll("configs") IptablesConfig config,
      @ForAll IpFamily family) {
    ServiceTable table = resolve(cluster, family);
    Map<ServicePortName, ResolvedServicePort> ports = byName(table);
    for (Fragment fragment : IptablesCompiler.compile(table, config).fragments()) {
      Set<String> targets = new TreeSet<>();
      for (ReasonedChain chain : fragment.chains()) {
        addTargets(chain.chain(), targets);
      }
      Set<String> reachable = new TreeSet<>();
      for (Endpoint endpoint : ports.get(fragment.name()).endpoints().reachable()) {
        reachable.add(endpoint.text());
      }
      assertEquals(reachable, targets);
    }
  }

  private static void addTargets(Chain chain, Set<String> targets) {
    for (Rule rule : chain.rules()) {
      if (rule.target() instanceof DnatTarget dnat) {
        String ip = dnat.address().toString();
        boolean v6 = dnat.address().family() == IpFamily.IPV6;
        targets.add((v6 ? "[" + ip + "]" : ip) + ":" + dnat.port());
      }
    }
  }

  private static Map<ServicePortName, ResolvedServicePort> byName(ServiceTable table) {
    Map<ServicePortName, ResolvedServicePort> byName = new HashMap<>();
    table.ports().forEach(port -> byName.put(port.name(), port));
    return byName;
  }

  private static ServiceTable resolve(Manifests cluster, IpFamily family) {
    return ServiceResolver.resolve(cluster, family, RandomCluster.NODE, ResolveOptions.DEFAULT);
  }

  private static String text(ServiceTable table, IptablesConfig config) {
    return RulesetWriter.restoreInput(IptablesCompiler.compile(table, config).ruleset());
  }
}
