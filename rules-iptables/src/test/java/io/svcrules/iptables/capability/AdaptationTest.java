// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.capability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.IptablesCompiler;
import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.iptables.text.RulesetWriter;
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
import io.svcrules.model.ServiceBuilder;
import io.svcrules.model.ServicePort;
import io.svcrules.model.SliceEndpoint;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ServiceResolver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AdaptationTest {
  /** All but what only mode ipvs uses. */
  private static final EnumSet<Capability> OF_MODE_IPTABLES =
      EnumSet.complementOf(EnumSet.of(Capability.PHYSDEV, Capability.SET));

  private final List<Service> services = new ArrayList<>();
  private final List<EndpointSlice> slices = new ArrayList<>();

  private ServiceBuilder service(String name, Protocol protocol) {
    return Service.builder("default", name)
        .clusterIps(List.of(IpAddress.parse("10.96.0." + (services.size() + 1))))
        .port(ServicePort.of("", protocol, 80));
  }

  private void add(ServiceBuilder service, String name, Protocol protocol, int endpoints) {
    services.add(service.build());
    List<SliceEndpoint> all = new ArrayList<>();
    for (int i = 1; i <= endpoints; i++) {
      IpAddress address = IpAddress.parse("10.244." + services.size() + "." + i);
      all.add(SliceEndpoint.of(address, EndpointConditions.READY, "node-1"));
    }
    slices.add(
        new EndpointSlice(
            new NamespacedName("default", name + "-x"),
            Map.of(EndpointSlice.SERVICE_NAME_LABEL, name),
            AddressType.IPV4,
            List.of(new EndpointPort("", protocol, 8080)),
            all));
  }

  /** One service of each kind. */
  private CompiledRuleset compiled() {
    add(service("many", Protocol.TCP), "many", Protocol.TCP, 3);
    add(service("none", Protocol.TCP), "none", Protocol.TCP, 0);
    add(service("one", Protocol.UDP), "one", Protocol.UDP, 1);
    add(service("sctp", Protocol.SCTP), "sctp", Protocol.SCTP, 1);
    ServiceBuilder sticky =
        service("sticky", Protocol.TCP).clientIpAffinity(Duration.ofSeconds(60));
    add(sticky, "sticky", Protocol.TCP, 1);
    return IptablesCompiler.compile(
        ServiceResolver.resolve(
            new Manifests(services, slices, List.of()),
            IpFamily.IPV4,
            Node.named("node-1"),
            ResolveOptions.DEFAULT),
        IptablesConfig.DEFAULT);
  }

  private static List<String> names(AdaptedRules adapted) {
    return adapted.leftOut().stream().map(port -> port.name().service().name()).toList();
  }

  private static String text(AdaptedRules adapted) {
    return RulesetWriter.saved(adapted.rules().ruleset());
  }

  @Test
  void whereNothingIsMissingNothingChanges() {
    CompiledRuleset desired = compiled();
    assertSame(desired, Adaptation.adapt(desired, Set.of()).rules());
  }

  @Test
  void allThatRulesUseIsInDoubtUntilTheKernelShowsThatItHasIt() {
    CompiledRuleset desired = compiled();
    Ruleset nothing = new Ruleset(IpFamily.IPV4, Map.of());
    assertEquals(OF_MODE_IPTABLES, Adaptation.doubtful(desired, nothing));
    assertEquals(Set.of(), Adaptation.doubtful(desired, desired.ruleset()));
    Ruleset adapted = Adaptation.adapt(desired, Set.of(Capability.RANDOM_FULLY)).rules().ruleset();
    assertEquals(Set.of(Capability.RANDOM_FULLY), Adaptation.doubtful(desired, adapted));
  }

  @ParameterizedTest
  @EnumSource
  void adaptedRulesDoWithoutWhatIsMissing(Capability capability) {
    CompiledRuleset desired = compiled();
    AdaptedRules adapted;
    try {
      adapted = Adaptation.adapt(desired, Set.of(capability));
    } catch (MissingCapabilityException e) {
      assertEquals(capability, e.missing());
      assertTrue(e.getMessage().contains(capability.title()), e.getMessage());
      return;
    }
    assertEquals(Set.of(capability), adapted.lacking());
    assertFalse(UsedCapabilities.of(adapted.rules()).contains(capability));
  }

  @ParameterizedTest
  @EnumSource(
      value = Capability.class,
      names = {"ADDRTYPE", "CONNTRACK", "MARK_MATCH", "MARK_TARGET", "MASQUERADE", "DNAT"})
  void withoutWhatAllNeedThereAreNoRules(Capability capability) {
    assertThrows(
        MissingCapabilityException.class, () -> Adaptation.adapt(compiled(), Set.of(capability)));
  }

  @Test
  void whatHasASubstituteIsSubstituted() {
    CompiledRuleset desired = compiled();
    AdaptedRules adapted =
        Adaptation.adapt(
            desired, Set.of(Capability.RANDOM_FULLY, Capability.COMMENT, Capability.REJECT));
    assertEquals(List.of(), names(adapted));
    String text = text(adapted);
    assertTrue(text.contains("-A KUBE-POSTROUTING -j MASQUERADE\n"), text);
    assertTrue(text.contains("-A KUBE-SERVICES -d 10.96.0.2/32 -p tcp -m tcp --dport 80 -j DROP"));
    assertFalse(text.contains("--comment"), text);
  }

  @Test
  void whatHasNoneCostsThoseServicesThatUseIt() {
    CompiledRuleset desired = compiled();
    assertEquals(List.of("sticky"), names(Adaptation.adapt(desired, Set.of(Capability.RECENT))));
    assertEquals(List.of("many"), names(Adaptation.adapt(desired, Set.of(Capability.STATISTIC))));
    AdaptedRules withoutSctp = Adaptation.adapt(desired, Set.of(Capability.SCTP));
    assertEquals(List.of("sctp"), names(withoutSctp));
    assertTrue(withoutSctp.leftOut().get(0).rule().toString().contains("-m sctp"));
    assertTrue(text(withoutSctp).contains("default/one"));
  }
}
