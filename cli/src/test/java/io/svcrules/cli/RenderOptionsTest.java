// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RenderOptionsTest {
  private static CliRun render(String input, String... options) {
    List<String> args = new ArrayList<>(List.of("render", "-f", "-"));
    args.addAll(List.of(options));
    return CliRun.withInput(input, args.toArray(String[]::new));
  }

  /** Each option shows in the rules, and they do not hold without it what they hold with it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--cluster-cidr=10.244.0.0/16 | ! -s 10.244.0.0/16 -d 10.96.0.10/32",
        "--cluster-cidr=fd00::/48, 10.244.0.0/16 | ! -s 10.244.0.0/16 -d 10.96.0.10/32",
        "--detect-local-mode=NodeCIDR | ! -s 10.244.1.0/24 -d 10.96.0.10/32",
        "--iptables-masquerade-bit=15 | --mark 0x8000/0x8000",
        "--iptables-localhost-nodeports=false | ! -d 127.0.0.0/8",
        "--nodeport-addresses=192.0.2.0/24 | -d 192.0.2.11/32",
        "--nodeport-addresses=primary | -d 192.0.2.11/32",
        "--nodeport-addresses=127.0.0.0/8 | -d 127.0.0.1/32",
      })
  void optionsShowInTheRules(String option, String rule) {
    CliRun run = render(Yaml.WEB + Yaml.NODE, option);
    assertEquals("", run.err());
    assertTrue(run.out().contains(rule), run.out());
    assertFalse(render(Yaml.WEB + Yaml.NODE).out().contains(rule), rule);
  }

  @ParameterizedTest
  @CsvSource({"true, false", "True, False", "TRUE, FALSE", "t, f", "T, F", "1, 0"})
  void flagsTakeTheWordsThatKubeProxyTakes(String yes, String no) {
    String all = render(Yaml.WEB, "--masquerade-all").out();
    String usual = render(Yaml.WEB).out();
    assertNotEquals(usual, all);
    assertEquals(all, render(Yaml.WEB, "--masquerade-all=" + yes).out());
    assertEquals(usual, render(Yaml.WEB, "--masquerade-all=" + no).out());
  }

  @Test
  void interfacesOfPodsTellTheirTraffic() {
    String bridge =
        render(Yaml.WEB, "--detect-local-mode=BridgeInterface", "--pod-bridge-interface=cbr0")
            .out();
    assertTrue(bridge.contains("! -i cbr0 -p tcp"), bridge);
    String prefix =
        render(
                Yaml.WEB,
                "--detect-local-mode=InterfaceNamePrefix",
                "--pod-interface-name-prefix=veth")
            .out();
    assertTrue(prefix.contains("! -i veth+ -p tcp"), prefix);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--masquerade-all", "--masquerade-all=true", "--masquerade-all=TRUE"})
  void flagsAreSwitchedOnAsGoDoes(String flag) {
    CliRun on = render(Yaml.WEB, flag, "--cluster-cidr=10.244.0.0/16");
    assertTrue(on.out().contains("cluster IP\" -m tcp --dport 80 -j KUBE-MARK-MASQ"), on.out());
    assertFalse(on.out().contains("! -s 10.244.0.0/16"), on.out());
  }

  @Test
  void flagsAreSwitchedOffAsGoDoes() {
    String usual = render(Yaml.WEB).out();
    assertEquals(usual, render(Yaml.WEB, "--masquerade-all=false").out());
    assertEquals(usual, render(Yaml.WEB, "--masquerade-all", "false").out());
    assertEquals(usual, render(Yaml.WEB, "--iptables-localhost-nodeports").out());
  }

  @Test
  void theLastOfTwoValuesCounts() {
    assertEquals(
        render(Yaml.WEB, "--iptables-masquerade-bit=12").out(),
        render(Yaml.WEB, "--iptables-masquerade-bit=13", "--iptables-masquerade-bit", "12").out());
  }

  @Test
  void emptyValuesAreAsGoodAsNone() {
    CliRun run =
        render(
            Yaml.WEB + Yaml.NODE,
            "--proxy-mode=",
            "--detect-local-mode=",
            "--cluster-cidr=",
            "--hostname-override=",
            "--nodeport-addresses=");
    assertEquals("", run.err());
    assertEquals(render(Yaml.WEB + Yaml.NODE).out(), run.out());
  }

  @Test
  void aLiberalConntrackKeepsInvalidPackets() {
    assertTrue(render(Yaml.WEB).out().contains("--ctstate INVALID -j DROP"));
    assertFalse(
        render(Yaml.WEB, "--conntrack-tcp-be-liberal=true").out().contains("INVALID"), "liberal");
  }

  @Test
  void commentsMayBeLeftOut() {
    assertFalse(render(Yaml.WEB, "--comments=never").out().contains("default/web"), "never");
    assertTrue(render(Yaml.WEB, "--comments=always").out().contains("default/web"), "always");
  }

  @Test
  void externalIpsMayBeRefused() {
    String input = Yaml.webWith("externalIPs: [198.51.100.1]");
    assertTrue(render(input).out().contains("198.51.100.1/32"));
    CliRun refused = render(input, "--allow-external-ips=false");
    assertFalse(refused.out().contains("198.51.100.1"), refused.out());
    assertEquals(
        "svcrules: warning: default/web: spec.externalIPs are ignored"
            + " (--allow-external-ips=false)\n",
        refused.err());
    assertEquals(0, refused.status());
  }

  @Test
  void hintsCountWithoutAnnotationUnlessTheOldRuleIsAskedFor() {
    String input =
        Yaml.WEB
                .replace(
                    "nodeName: node-1", "nodeName: node-1, hints: {forZones: [{name: zone-a}]}")
                .replace(
                    "nodeName: node-2", "nodeName: node-2, hints: {forZones: [{name: zone-b}]}")
            + Yaml.NODE;
    assertFalse(render(input).out().contains("10.244.2.10"), "current");
    assertTrue(render(input, "--topology=1.30").out().contains("10.244.2.10"), "1.30");
  }

  @Test
  void aCommandLineOfKubeProxyCanBePasted() {
    CliRun run =
        render(
            Yaml.WEB + Yaml.NODE,
            "--v=2",
            "--kubeconfig",
            "/var/lib/kube-proxy/kubeconfig.conf",
            "--profiling",
            "--conntrack-max-per-core=0",
            "--proxy-mode=iptables",
            "--hostname-override=node-1");
    assertEquals(0, run.status());
    assertEquals(
        "svcrules: warning: ignored, as no rule depends on them: --conntrack-max-per-core,"
            + " --kubeconfig, --profiling, --v\n",
        run.err());
    assertEquals(render(Yaml.WEB + Yaml.NODE).out(), run.out());
  }

  @Test
  void clusterCidrModeWithoutANetworkIsDoubtfulOnlyIfAskedFor() {
    assertEquals("", render(Yaml.WEB).err());
    CliRun asked = render(Yaml.WEB, "--detect-local-mode=ClusterCIDR");
    assertTrue(asked.err().contains("without --cluster-cidr"), asked.err());
    assertEquals(0, asked.status());
  }

  @Test
  void aConfigurationFileSaysTheSameAsFlagsAndFlagsWin(@TempDir Path directory) throws IOException {
    Path config = directory.resolve("config.yaml");
    Files.writeString(
        config,
        """
        apiVersion: kubeproxy.config.k8s.io/v1alpha1
        kind: KubeProxyConfiguration
        hostnameOverride: node-1
        clusterCIDR: 10.244.0.0/16
        nodePortAddresses: [192.0.2.0/24]
        iptables: {masqueradeAll: true, masqueradeBit: 13, localhostNodePorts: false}
        """);
    String file = "--config=" + config;
    String[] flags = {
      "--hostname-override=node-1",
      "--cluster-cidr=10.244.0.0/16",
      "--nodeport-addresses=192.0.2.0/24",
      "--masquerade-all",
      "--iptables-masquerade-bit=13",
      "--iptables-localhost-nodeports=false",
    };
    String input = Yaml.WEB + Yaml.NODE;
    assertEquals(render(input, flags).out(), render(input, file).out());
    assertTrue(render(input, file, "--iptables-masquerade-bit=12").out().contains("0x1000"));
    assertTrue(render(input, file, "--masquerade-all=false").out().contains("! -s 10.244.0.0/16"));
  }

  @Test
  void aConfigurationThatCannotBeUsedStopsEverything(@TempDir Path directory) throws IOException {
    Path config = directory.resolve("config.yaml");
    String head = "apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\n";
    Files.writeString(config, head + "iptables: {masqueradeBit: 77}\n");
    CliRun wrong = render(Yaml.WEB, "--config=" + config);
    assertEquals(2, wrong.status());
    assertEquals("", wrong.out());
    assertTrue(wrong.err().contains("iptables.masqueradeBit"), wrong.err());
    Files.writeString(config, head + "mode: nftables\n");
    CliRun nftables = render(Yaml.WEB, "--config=" + config);
    assertEquals(2, nftables.status());
    assertTrue(nftables.err().contains("expected iptables or ipvs"), nftables.err());
    assertEquals(0, render(Yaml.WEB, "--config=" + config, "--mode=iptables").status());
  }

  @Test
  void optionsOfModeIpvsAreAcceptedAndToldInModeIptables() {
    CliRun run = render(Yaml.WEB, "--ipvs-scheduler", "rr", "--ipvs-strict-arp");
    assertEquals(0, run.status());
    assertEquals(
        "svcrules: warning: ignored, as the mode is not ipvs: --ipvs-scheduler,"
            + " --ipvs-strict-arp\n",
        run.err());
    assertEquals(render(Yaml.WEB).out(), run.out());
  }
}
