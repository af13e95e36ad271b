// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.trace;

import io.svcrules.iptables.compile.CommentMode;
import io.svcrules.iptables.compile.IptablesCompiler;
import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.iptables.lab.LabHost;
import io.svcrules.iptables.lab.LabOptions;
import io.svcrules.iptables.trace.Host;
import io.svcrules.iptables.trace.Surroundings;
import io.svcrules.iptables.trace.Tracer;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.compile.IpvsCompiler;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.compile.ServiceFacts;
import io.svcrules.ipvs.trace.IpvsTracers;
import io.svcrules.model.IpAddress;
import io.svcrules.model.Manifests;
import io.svcrules.model.Node;
import io.svcrules.model.random.LabServices;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ServiceResolver;
import io.svcrules.model.resolve.ServiceTable;
import io.svcrules.testdata.traffic.IpVersion;
import io.svcrules.testdata.traffic.LabAddresses;
import io.svcrules.testdata.traffic.NodeOptions;
import io.svcrules.testdata.traffic.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of node 1 of the lab, for packets to be followed through.
 *
 * @param options the options of the node
 * @param objects the services
 */
record LabRules(NodeOptions options, Manifests objects) {

  Tracer iptables(IpVersion version, Host host) {
    IptablesConfig config =
        new IptablesConfig(
            LabOptions.detector(options),
            options.masqueradeAll(),
            IptablesConfig.DEFAULT_MASQUERADE_BIT,
            options.localhostNodePorts(),
            LabOptions.nodePortAddresses(options),
            addresses(true),
            CommentMode.AUTO,
            true,
            true);
    return Tracer.of(
        IptablesCompiler.compile(table(version), config).ruleset(), Surroundings.of(host));
  }

  Tracer ipvs(IpVersion version, Host host) {
    return IpvsTracers.of(ipvsState(version), host);
  }

  IpvsState ipvsState(IpVersion version) {
    IpvsConfig config =
        IpvsConfig.builder()
            .masqueradeAll(options.masqueradeAll())
            .localDetector(LabOptions.detector(options))
            .nodePortAddresses(LabOptions.nodePortAddresses(options))
            .nodeAddresses(addresses(false))
            .build();
    return IpvsCompiler.compile(table(version), ServiceFacts.of(objects), config).state();
  }

  private ServiceTable table(IpVersion version) {
    return ServiceResolver.resolve(
        objects, LabServices.family(version), Node.named(LabServices.NODE), ResolveOptions.DEFAULT);
  }

  private static List<IpAddress> addresses(boolean loopback) {
    List<IpAddress> addresses = new ArrayList<>();
    for (IpVersion version : IpVersion.values()) {
      addresses.add(LabHost.ip(Place.NODE_1.address(version)));
      addresses.add(LabHost.ip(LabAddresses.addressTowardsOutside(version)));
      if (loopback) {
        addresses.add(LabHost.ip(LabAddresses.loopback(version)));
      }
    }
    return addresses;
  }
}
