// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.KubeSet;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.compile.GoldenScenario;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.plan.OurRules;
import io.svcrules.ipvs.text.AddressText;
import io.svcrules.ipvs.text.IpsetText;
import io.svcrules.ipvs.text.IpvsadmText;
import io.svcrules.model.IpFamily;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * After applying, the tools of a real kernel say what they say after kube-proxy, and what we would
 * print.
 */
@Tag("guest")
class KubeProxyParityKernelTest {
  static List<GoldenScenario> scenarios() {
    return GoldenScenario.all();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void toolsSayWhatTheySayAfterKubeProxyAndWhatWePrint(GoldenScenario scenario) {
    IpvsConfig config = scenario.config().build();
    Map<IpFamily, CompiledIpvs> compiled = new EnumMap<>(IpFamily.class);
    try (KernelNode node = KernelNode.create(IptablesVariant.NFT)) {
      for (IpFamily family : IpFamily.values()) {
        CompiledIpvs wanted = scenario.compile(family, config);
        compiled.put(family, wanted);
        IpvsApplyOutcome outcome = new IpvsApplier(node).apply(wanted, config);
        assertEquals(List.of(), outcome.remaining().changes());
        assertEquals(List.of(), outcome.leftOut());
      }
      KernelTools tools = new KernelTools(node);
      assertEquals(sorted(scenario.read("kube-proxy.ipvsadm")), sorted(tools.ipvsadm()));
      assertEquals(sorted(scenario.read("kube-proxy.addresses")), sorted(tools.addresses()));
      assertEquals(sorted(scenario.read("kube-proxy.ipset")), sorted(ofKubeProxy(tools.ipset())));
      compareTexts(tools, compiled);
      for (IpFamily family : IpFamily.values()) {
        CompiledIpvs wanted = compiled.get(family);
        assertEquals(
            wanted.state().rules(),
            OurRules.of(node.read(family).state().rules(), wanted.state().rules()));
      }
    }
  }

  private static void compareTexts(KernelTools tools, Map<IpFamily, CompiledIpvs> compiled) {
    StringBuilder servers = new StringBuilder();
    StringBuilder sets = new StringBuilder();
    TreeSet<BoundAddress> addresses = new TreeSet<>();
    for (CompiledIpvs wanted : compiled.values()) {
      servers.append(IpvsadmText.write(wanted.state().servers().values()));
      sets.append(IpsetText.write(wanted.state().sets().values()));
      addresses.addAll(wanted.state().addresses());
    }
    assertEquals(sorted(servers.toString()), sorted(tools.ipvsadm()));
    assertEquals(sorted(sets.toString()), sorted(tools.ipset()));
    assertEquals(sorted(AddressText.write(addresses)), sorted(tools.addresses()));
  }

  private static String ofKubeProxy(String saved) {
    List<String> names = new ArrayList<>();
    for (IpFamily family : IpFamily.values()) {
      Stream.of(KubeSet.values())
          .filter(KubeSet::isKubeProxys)
          .forEach(set -> names.add(set.name(family)));
    }
    return saved
        .lines()
        .filter(line -> names.contains(line.split(" ", 3)[1]))
        .collect(Collectors.joining("\n"));
  }

  private static String sorted(String text) {
    return text.lines().sorted().collect(Collectors.joining("\n"));
  }
}
