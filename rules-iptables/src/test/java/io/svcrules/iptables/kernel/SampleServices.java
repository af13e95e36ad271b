// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.RejectTarget;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.Fragment;
import io.svcrules.iptables.compile.IptablesCompiler;
import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.iptables.compile.ReasonedChain;
import io.svcrules.iptables.compile.RuleReason;
import io.svcrules.model.AddressType;
import io.svcrules.model.EndpointConditions;
import io.svcrules.model.EndpointPort;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.Node;
import io.svcrules.model.Protocol;
import io.svcrules.model.Service;
import io.svcrules.model.ServicePort;
import io.svcrules.model.SliceEndpoint;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ServiceResolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Services of one family, for which only their number and that of their endpoints matters. */
final class SampleServices {
  private SampleServices() {}

  /** So many services, s0 and up, each with so many endpoints. */
  static CompiledRuleset of(IpFamily family, int services, int endpoints) {
    return without(family, services, endpoints, Set.of());
  }

  /** The same without some services, by their numbers. */
  static CompiledRuleset without(
      IpFamily family, int services, int endpoints, Set<Integer> missing) {
    List<Service> all = new ArrayList<>();
    List<EndpointSlice> slices = new ArrayList<>();
    for (int i = 0; i < services; i++) {
      if (!missing.contains(i)) {
        all.add(
            Service.builder("default", "s" + i)
                .clusterIps(List.of(address(family, "10.96.", "fd00:96::", i)))
                .port(ServicePort.of("", Protocol.TCP, 80))
                .build());
        slices.add(slice(family, i, endpoints));
      }
    }
    return IptablesCompiler.compile(
        ServiceResolver.resolve(
            new Manifests(all, slices, List.of()),
            family,
            Node.named("node-1"),
            ResolveOptions.DEFAULT),
        IptablesConfig.DEFAULT);
  }

  private static EndpointSlice slice(IpFamily family, int i, int endpoints) {
    List<SliceEndpoint> all = new ArrayList<>();
    for (int j = 0; j < endpoints; j++) {
      IpAddress address = address(family, "10." + (128 + j) + ".", "fd00:" + (128 + j) + "::", i);
      all.add(SliceEndpoint.of(address, EndpointConditions.READY, "node-1"));
    }
    return new EndpointSlice(
        new NamespacedName("default", "s" + i + "-x"),
        Map.of(EndpointSlice.SERVICE_NAME_LABEL, "s" + i),
        family == IpFamily.IPV4 ? AddressType.IPV4 : AddressType.IPV6,
        List.of(new EndpointPort("", Protocol.TCP, 8080)),
        all);
  }

  private static IpAddress address(IpFamily family, String prefix4, String prefix6, int i) {
    return IpAddress.parse(
        family == IpFamily.IPV4
            ? prefix4 + i / 250 + "." + (i % 250 + 1)
            : prefix6 + Integer.toHexString(i + 1));
  }

  /** Puts a rule that no kernel takes, REJECT in table nat, into chains of some IPv4 services. */
  static CompiledRuleset spoiled(CompiledRuleset ruleset, Set<String> services) {
    List<Fragment> fragments = new ArrayList<>();
    for (Fragment fragment : ruleset.fragments()) {
      boolean spoil = services.contains(fragment.name().service().name());
      fragments.add(spoil ? spoiled(fragment) : fragment);
    }
    return new CompiledRuleset(ruleset.family(), ruleset.base(), fragments);
  }

  private static Fragment spoiled(Fragment fragment) {
    List<ReasonedChain> chains = new ArrayList<>(fragment.chains());
    ReasonedChain first = chains.get(0);
    List<Rule> rules = new ArrayList<>(first.chain().rules());
    rules.add(Rule.of(RejectTarget.ofFamily(IpFamily.IPV4)));
    List<RuleReason> reasons = new ArrayList<>(first.reasons());
    reasons.add(RuleReason.SHARE);
    Chain chain = first.chain().withRules(rules);
    chains.set(0, new ReasonedChain(chain, reasons));
    return new Fragment(fragment.name(), chains, fragment.dispatch());
  }
}
