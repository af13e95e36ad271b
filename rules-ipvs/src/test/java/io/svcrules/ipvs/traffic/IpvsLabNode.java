// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.route.NetlinkHost;
import io.svcrules.iptables.lab.LabOptions;
import io.svcrules.iptables.text.IptablesTextParser;
import io.svcrules.iptables.trace.Host;
import io.svcrules.iptables.trace.Surroundings;
import io.svcrules.iptables.trace.Tracer;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.compile.IpvsCompiler;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.compile.IpvsConfigBuilder;
import io.svcrules.ipvs.compile.ServiceFacts;
import io.svcrules.ipvs.kernel.IpvsApplier;
import io.svcrules.ipvs.kernel.IpvsApplyOutcome;
import io.svcrules.ipvs.kernel.KernelNode;
import io.svcrules.ipvs.text.IpsetText;
import io.svcrules.ipvs.text.IpvsadmText;
import io.svcrules.ipvs.trace.IpvsTracers;
import io.svcrules.ipvs.trace.KnownServers;
import io.svcrules.ipvs.trace.KnownSets;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.Node;
import io.svcrules.model.random.LabServices;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ServiceResolver;
import io.svcrules.netlink.NetlinkProtocol;
import io.svcrules.netlink.jnr.JnrSocketOpener;
import io.svcrules.testdata.traffic.IpVersion;
import io.svcrules.testdata.traffic.LabAddresses;
import io.svcrules.testdata.traffic.NodeOptions;
import io.svcrules.testdata.traffic.Place;
import io.svcrules.testdata.traffic.TrafficLab;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Node 1 of the lab in IPVS mode. */
final class IpvsLabNode implements AutoCloseable {
  private final TrafficLab lab;
  private final IptablesVariant variant;
  private final KernelNode kernel;

  IpvsLabNode(TrafficLab lab, IptablesVariant variant) {
    this.lab = lab;
    this.variant = variant;
    List<String> enter = lab.at(Place.NODE_1);
    this.kernel = KernelNode.in(enter.get(enter.size() - 1), variant);
  }

  KernelNode kernel() {
    return kernel;
  }

  /** Brings the node to what the objects want, in both families. */
  void load(NodeOptions options, Manifests objects) {
    load(config(options).build(), objects);
  }

  /** The same with options of one's own. */
  void load(NodeOptions options, UnaryOperator<IpvsConfigBuilder> more, Manifests objects) {
    load(more.apply(config(options)).build(), objects);
  }

  /** The same with Services that have annotations. */
  void load(Manifests objects, Map<NamespacedName, ServiceFacts> facts) {
    load(config(NodeOptions.DEFAULT).build(), objects, facts);
  }

  private void load(IpvsConfig config, Manifests objects) {
    load(config, objects, ServiceFacts.of(objects));
  }

  private void load(IpvsConfig config, Manifests objects, Map<NamespacedName, ServiceFacts> facts) {
    for (IpFamily family : IpFamily.values()) {
      CompiledIpvs compiled =
          IpvsCompiler.compile(
              ServiceResolver.resolve(
                  objects, family, Node.named(LabServices.NODE), ResolveOptions.DEFAULT),
              facts,
              config);
      IpvsApplyOutcome outcome = new IpvsApplier(kernel).apply(compiled, config);
      assertEquals(List.of(), outcome.remaining().changes());
      assertEquals(List.of(), outcome.leftOut());
    }
  }

  private static IpvsConfigBuilder config(NodeOptions options) {
    return IpvsConfig.builder()
        .drainSeconds(0)
        .localDetector(LabOptions.detector(options))
        .masqueradeAll(options.masqueradeAll())
        .nodeAddresses(addresses())
        .nodePortAddresses(LabOptions.nodePortAddresses(options));
  }

  private static List<IpAddress> addresses() {
    List<IpAddress> addresses = new ArrayList<>();
    for (IpVersion version : IpVersion.values()) {
      addresses.add(IpAddress.parse(Place.NODE_1.address(version)));
      addresses.add(IpAddress.parse(LabAddresses.addressTowardsOutside(version)));
      addresses.add(IpAddress.parse(LabAddresses.addressTowardsNode2(version)));
      addresses.add(IpAddress.parse(LabAddresses.bridgeAddress(version)));
    }
    return addresses;
  }

  /** The addresses and routes of the node, as its kernel has them. */
  Host host(IpFamily family) {
    List<String> enter = lab.at(Place.NODE_1);
    return NetlinkHost.read(
            JnrSocketOpener.of(NetlinkProtocol.ROUTE).inNamespace(enter.get(enter.size() - 1)))
        .of(family, "kube-ipvs0");
  }

  /** A tracer of what the tools print of the node. */
  Tracer saved(IpFamily family) {
    byte[] rules =
        lab.run(Place.NODE_1, "", variant.saveCommand(family)).getBytes(StandardCharsets.UTF_8);
    return Tracer.of(
        IptablesTextParser.parseSaved(family, rules).orThrow(),
        new Surroundings(
            host(family),
            KnownSets.of(IpsetText.parse(lab.run(Place.NODE_1, "", "ipset", "save")).sets()),
            KnownServers.of(IpvsadmText.parse(lab.run(Place.NODE_1, "", "ipvsadm", "-Sn"))),
            Set.of()));
  }

  /** A tracer of what is read of the node over netlink. */
  Tracer live(IpFamily family) {
    IpvsState state = kernel.read(family).state();
    return Tracer.of(state.rules(), IpvsTracers.surroundings(state, host(family)));
  }

  /** Takes all services and rules away, so that another node can be in their place. */
  @Override
  public void close() {
    load(NodeOptions.DEFAULT, new Manifests(List.of(), List.of(), List.of()));
    for (IpFamily family : IpFamily.values()) {
      lab.run(
          Place.NODE_1,
          "*filter\nCOMMIT\n*nat\nCOMMIT\n*mangle\nCOMMIT\n",
          variant.restoreCommand(family));
    }
    kernel.close();
  }
}
