// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.plan;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.CommentMatch;
import io.svcrules.iptables.Jump;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.SourceMatch;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableRules;
import io.svcrules.iptables.Target;
import io.svcrules.iptables.Verdict;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.IptablesCompiler;
import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.iptables.compile.LocalDetector;
import io.svcrules.model.AddressType;
import io.svcrules.model.Cidr;
import io.svcrules.model.EndpointConditions;
import io.svcrules.model.EndpointPort;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.LoadBalancerIngress;
import io.svcrules.model.Manifests;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.Node;
import io.svcrules.model.Protocol;
import io.svcrules.model.Service;
import io.svcrules.model.ServiceBuilder;
import io.svcrules.model.ServicePort;
import io.svcrules.model.ServiceType;
import io.svcrules.model.SliceEndpoint;
import io.svcrules.model.TrafficPolicy;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ServiceResolver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/**
 * States of a node. Few names, addresses and endpoints, so that two random states have much in
 * common, and services claim each other's addresses.
 */
public final class NodeArbitraries {
  /** How the services are served. */
  public static final IptablesConfig CONFIG =
      IptablesConfig.DEFAULT.withLocalDetector(
          new LocalDetector.PodCidr(List.of(Cidr.parse("10.244.0.0/16"))));

  /** The node they are served on. */
  public static final Node NODE = Node.named("node-1");

  private NodeArbitraries() {}

  /** What a node should hold. */
  public static Arbitrary<CompiledRuleset> desired() {
    return Arbitraries.randomValue(NodeArbitraries::desired);
  }

  /** What others have put into a node: before, among and behind our rules. */
  public static Arbitrary<Ruleset> foreign() {
    return Arbitraries.randomValue(NodeArbitraries::foreign);
  }

  /** What a node should hold. */
  public static CompiledRuleset desired(Random random) {
    return IptablesCompiler.compile(
        ServiceResolver.resolve(manifests(random), IpFamily.IPV4, NODE, ResolveOptions.DEFAULT),
        CONFIG);
  }

  /** The objects that a node's rules are made of. */
  public static Manifests manifests(Random random) {
    List<Service> services = new ArrayList<>();
    List<EndpointSlice> slices = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      if (random.nextInt(3) > 0) {
        services.add(service(i, random));
        slices.add(slice(i, random));
      }
    }
    return new Manifests(services, slices, List.of());
  }

  private static Service service(int i, Random random) {
    ServiceBuilder builder =
        Service.builder("default", "s" + i)
            .clusterIps(List.of(IpAddress.parse("10.96.0." + (i + 1))))
            .type(random.nextBoolean() ? ServiceType.CLUSTER_IP : ServiceType.LOAD_BALANCER)
            .port(
                ServicePort.of("a", Protocol.TCP, 80)
                    .withNodePort(random.nextBoolean() ? 30000 + i : 0))
            .internalTrafficPolicy(policy(random))
            .externalTrafficPolicy(policy(random));
    if (random.nextInt(3) == 0) {
      builder.externalIps(List.of(IpAddress.parse("198.51.100." + random.nextInt(2))));
    }
    if (random.nextInt(3) == 0) {
      IpAddress ip = IpAddress.parse("203.0.113." + random.nextInt(2));
      builder.loadBalancerIngress(List.of(new LoadBalancerIngress(ip, false)));
    }
    if (random.nextInt(3) == 0) {
      builder.loadBalancerSourceRanges(List.of(Cidr.parse("192.0.2.0/24")));
    }
    if (random.nextInt(4) == 0) {
      builder.clientIpAffinity(Duration.ofSeconds(60));
    }
    return builder.build();
  }

  private static TrafficPolicy policy(Random random) {
    return random.nextInt(3) == 0 ? TrafficPolicy.LOCAL : TrafficPolicy.CLUSTER;
  }

  private static EndpointSlice slice(int i, Random random) {
    List<SliceEndpoint> endpoints = new ArrayList<>();
    for (int j = 0; j < 4; j++) {
      if (random.nextBoolean()) {
        IpAddress address = IpAddress.parse("10.244." + i + "." + (j + 1));
        String node = random.nextBoolean() ? "node-1" : "node-2";
        endpoints.add(SliceEndpoint.of(address, EndpointConditions.READY, node));
      }
    }
    return new EndpointSlice(
        new NamespacedName("default", "s" + i + "-x"),
        Map.of(EndpointSlice.SERVICE_NAME_LABEL, "s" + i),
        AddressType.IPV4,
        List.of(new EndpointPort("a", Protocol.TCP, 8080)),
        endpoints);
  }

  /** What others have put into a node. */
  public static Ruleset foreign(Random random) {
    List<TableRules> tables = new ArrayList<>();
    for (Table table : List.of(Table.FILTER, Table.NAT)) {
      List<Chain> chains = new ArrayList<>();
      for (Chain chain : TableRules.withBuiltInChains(table).chains().values()) {
        chains.add(chain.withRules(foreignRules(random, true)));
      }
      chains.add(Chain.of("DOCKER", foreignRules(random, false)));
      tables.add(TableRules.of(table, chains));
    }
    return Ruleset.of(IpFamily.IPV4, tables);
  }

  private static List<Rule> foreignRules(Random random, boolean mayJump) {
    List<Rule> rules = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      rules.add(foreignRule(random, mayJump));
    }
    return rules;
  }

  /** A rule of others, which may jump to their chain DOCKER. */
  public static Rule foreignRule(Random random, boolean mayJump) {
    Target target = mayJump && random.nextBoolean() ? new Jump("DOCKER") : Verdict.RETURN;
    SourceMatch source = SourceMatch.of(Cidr.parse("172.16." + random.nextInt(3) + ".0/24"));
    return random.nextBoolean()
        ? Rule.of(target, source)
        : Rule.of(target, source, new CommentMatch("theirs " + random.nextInt(2)));
  }
}
