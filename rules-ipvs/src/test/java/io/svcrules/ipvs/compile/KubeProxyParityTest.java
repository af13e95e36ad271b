// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.ipvs.IpSet;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.KubeSet;
import io.svcrules.ipvs.text.AddressText;
import io.svcrules.ipvs.text.IpsetText;
import io.svcrules.ipvs.text.IpvsadmText;
import io.svcrules.model.IpFamily;
import java.util.List;
import java.util.Map;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With the fallback of Local policies on, the state is what kube-proxy leaves in the kernel. */
class KubeProxyParityTest {
  static List<GoldenScenario> scenarios() {
    return GoldenScenario.all();
  }

  @Test
  void allTenScenariosAreThere() {
    assertEquals(10, scenarios().size());
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void virtualServersAreKubeProxys(GoldenScenario scenario) {
    String ours =
        both(scenario).map(s -> IpvsadmText.write(s.servers().values())).collect(joined());
    assertEquals(sorted(scenario.read("kube-proxy.ipvsadm")), sorted(ours));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void addressesAreKubeProxys(GoldenScenario scenario) {
    String ours = both(scenario).map(s -> AddressText.write(s.addresses())).collect(joined());
    assertEquals(sorted(scenario.read("kube-proxy.addresses")), sorted(ours));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void setsThatKubeProxyHasAreAsItHasThem(GoldenScenario scenario) {
    String ours = both(scenario).map(KubeProxyParityTest::kubeProxySets).collect(joined());
    assertEquals(sorted(scenario.read("kube-proxy.ipset")), sorted(ours));
  }

  private static Stream<IpvsState> both(GoldenScenario scenario) {
    IpvsConfig config = scenario.config().build();
    return Stream.of(IpFamily.values()).map(family -> scenario.compile(family, config).state());
  }

  private static String kubeProxySets(IpvsState state) {
    Map<String, IpSet> sets = state.sets();
    return Stream.of(KubeSet.values())
        .filter(KubeSet::isKubeProxys)
        .map(set -> IpsetText.write(List.of(sets.get(set.name(state.family())))))
        .collect(joined());
  }

  private static Collector<CharSequence, ?, String> joined() {
    return Collectors.joining();
  }

  private static String sorted(String text) {
    return text.lines().sorted().collect(Collectors.joining("\n"));
  }
}
