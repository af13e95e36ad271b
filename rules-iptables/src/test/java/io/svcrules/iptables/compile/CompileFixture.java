// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.compile;

import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
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
import io.svcrules.model.SliceEndpoint;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ServiceResolver;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The Service default/web with port http, compiled for node-1; rules as iptables-save text. */
final class CompileFixture {
  static final ServicePort HTTP = ServicePort.of("http", Protocol.TCP, 80);
  static final SliceEndpoint HERE = endpoint("10.244.1.10", "node-1");
  static final SliceEndpoint THERE = endpoint("10.244.2.10", "node-2");

  /** What kube-proxy makes of the name default/web:http and tcp. */
  static final String HASH = "CDGGSHYLG3RE2FKL";

  /** The chain of {@link #HERE}, port 8080. */
  static final String SEP_HERE = "KUBE-SEP-GWQABTP5GBYXHJY5";

  static final IptablesConfig PODS =
      IptablesConfig.DEFAULT.withLocalDetector(
          new LocalDetector.PodCidr(
              List.of(Cidr.parse("10.244.0.0/16"), Cidr.parse("fd00:10:244::/56"))));

  private CompileFixture() {}

  static ServiceBuilder web() {
    return Service.builder("default", "web").clusterIps(ips("10.96.0.1", "fd00:10:96::1"));
  }

  static SliceEndpoint endpoint(String ip, String node) {
    return SliceEndpoint.of(IpAddress.parse(ip), EndpointConditions.READY, node);
  }

  static List<IpAddress> ips(String... texts) {
    return Arrays.stream(texts).map(IpAddress::parse).toList();
  }

  static List<LoadBalancerIngress> vips(String... texts) {
    return ips(texts).stream().map(ip -> new LoadBalancerIngress(ip, false)).toList();
  }

  static List<Cidr> ranges(String... texts) {
    return Arrays.stream(texts).map(Cidr::parse).toList();
  }

  /** Endpoints of other nodes, 10.244.0.1 and on. */
  static SliceEndpoint[] endpoints(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> endpoint("10.244." + i / 250 + '.' + i % 250, "node-2"))
        .toArray(SliceEndpoint[]::new);
  }

  static Ruleset compile(ServiceBuilder service, SliceEndpoint... endpoints) {
    return compile(PODS, service, endpoints);
  }

  static Ruleset compile(
      IptablesConfig config, ServiceBuilder service, SliceEndpoint... endpoints) {
    return compile(IpFamily.IPV4, config, service.build(), endpoints);
  }

  static Ruleset compile(
      IpFamily family, IptablesConfig config, Service service, SliceEndpoint... endpoints) {
    List<EndpointPort> ports =
        service.ports().stream()
            .map(port -> new EndpointPort(port.name(), port.protocol(), 8080))
            .toList();
    EndpointSlice slice =
        new EndpointSlice(
            new NamespacedName(service.name().namespace(), "slice"),
            Map.of(EndpointSlice.SERVICE_NAME_LABEL, service.name().name()),
            AddressType.of(family),
            ports,
            List.of(endpoints));
    Manifests manifests = new Manifests(List.of(service), List.of(slice), List.of());
    return IptablesCompiler.compile(
            ServiceResolver.resolve(
                manifests, family, Node.named("node-1"), ResolveOptions.DEFAULT),
            config)
        .ruleset();
  }

  static List<String> filter(Ruleset ruleset, String chain) {
    return rules(ruleset, Table.FILTER, chain);
  }

  static List<String> nat(Ruleset ruleset, String chain) {
    return rules(ruleset, Table.NAT, chain);
  }

  private static List<String> rules(Ruleset ruleset, Table table, String chain) {
    return ruleset.table(table).chain(chain).orElseThrow().rules().stream()
        .map(Rule::toString)
        .toList();
  }

  /** The rules of nat KUBE-SERVICES without the jump to node ports behind them. */
  static List<String> services(Ruleset ruleset) {
    List<String> rules = nat(ruleset, "KUBE-SERVICES");
    return rules.subList(0, rules.size() - 1);
  }

  static boolean hasChain(Ruleset ruleset, String chain) {
    return ruleset.table(Table.NAT).chain(chain).isPresent();
  }
}
