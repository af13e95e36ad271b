// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.model.Cidr;
import io.svcrules.model.KubeProxyConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class KubeProxyConfigReaderTest {
  private static final String HEAD =
      "apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\n";

  private static KubeProxyConfigReading read(String text) {
    return KubeProxyConfigReader.read(ManifestSource.ofText("kube-proxy.yaml", text));
  }

  private static List<String> problems(String text) {
    return read(text).problems().stream().map(Problem::toString).toList();
  }

  @Test
  void everyFieldIsRead() {
    String text =
        """
        kind: ClusterConfiguration
        apiVersion: kubeadm.k8s.io/v1beta3
        ---
        apiVersion: kubeproxy.config.k8s.io/v1alpha1
        kind: KubeProxyConfiguration
        bindAddress: 0.0.0.0
        mode: ipvs
        hostnameOverride: node-1
        clusterCIDR: 10.244.0.0/16,fd00:244::/56
        nodePortAddresses: [192.0.2.0/24, primary]
        detectLocalMode: BridgeInterface
        detectLocal: {bridgeInterface: cbr0, interfaceNamePrefix: veth}
        iptables: {masqueradeAll: true, masqueradeBit: 15, localhostNodePorts: false}
        nftables: {masqueradeAll: 5}
        conntrack: {maxPerCore: 32768}
        ipvs:
          scheduler: lc
          excludeCIDRs: [198.51.100.0/24]
          strictARP: true
          tcpTimeout: 15m0s
          tcpFinTimeout: 1h1m1.5s
          udpTimeout: 0s
        """;
    assertEquals(List.of(), problems(text));
    assertEquals(
        Optional.of(
            new KubeProxyConfig(
                Optional.of("ipvs"),
                Optional.of("node-1"),
                List.of(Cidr.parse("10.244.0.0/16"), Cidr.parse("fd00:244::/56")),
                List.of("192.0.2.0/24", "primary"),
                Optional.of("BridgeInterface"),
                Optional.of("cbr0"),
                Optional.of("veth"),
                new KubeProxyConfig.Iptables(
                    Optional.of(true), OptionalInt.of(15), Optional.of(false)),
                new KubeProxyConfig.Ipvs(
                    Optional.of("lc"),
                    List.of(Cidr.parse("198.51.100.0/24")),
                    Optional.of(true),
                    Optional.of(Duration.ofMinutes(15)),
                    Optional.of(Duration.ofMillis(3_661_500)),
                    Optional.of(Duration.ZERO)))),
        read(text).config());
  }

  @Test
  void whatKubeadmLeavesEmptyIsAbsent() {
    KubeProxyConfig config =
        read(HEAD + "mode: ''\nclusterCIDR: ''\niptables: {masqueradeBit: null}\nipvs: null\n")
            .config()
            .orElseThrow();
    assertEquals(Optional.empty(), config.mode());
    assertEquals(List.of(), config.clusterCidrs());
    assertEquals(OptionalInt.empty(), config.iptables().masqueradeBit());
    assertEquals(Optional.empty(), config.ipvs().tcpTimeout());
  }

  @Test
  void allProblemsAreTold() {
    String text =
        HEAD
            + """
              mode: IPVS
              clusterCIDR: 10.0.0.0
              nodePortAddresses: [192.0.2.1]
              detectLocalMode: clustercidr
              iptables: {masqueradeBit: 32, masqueradeAll: "true"}
              ipvs: {tcpTimeout: 15, udpTimeout: 5min}
              """;
    String in = ": KubeProxyConfiguration: ";
    assertEquals(
        List.of(
            "kube-proxy.yaml:3:7" + in + "mode: found \"IPVS\", expected \"ipvs\" (document 1)",
            "kube-proxy.yaml:4:14"
                + in
                + "clusterCIDR: found \"10.0.0.0\", expected a network such"
                + " as 192.0.2.0/24 or 2001:db8::/64 (document 1)",
            "kube-proxy.yaml:5:21"
                + in
                + "nodePortAddresses[0]: found \"192.0.2.1\", expected a"
                + " network such as 192.0.2.0/24 or 2001:db8::/64, or \"primary\" (document 1)",
            "kube-proxy.yaml:6:18"
                + in
                + "detectLocalMode: found \"clustercidr\", expected"
                + " \"ClusterCIDR\" (document 1)",
            "kube-proxy.yaml:7:27"
                + in
                + "iptables.masqueradeBit: found 32, expected an integer"
                + " from 0 to 31 (document 1)",
            "kube-proxy.yaml:7:46"
                + in
                + "iptables.masqueradeAll: found \"true\", expected true or"
                + " false without quotes (document 1)",
            "kube-proxy.yaml:8:20"
                + in
                + "ipvs.tcpTimeout: found 15, expected a string: quote it"
                + " (document 1)",
            "kube-proxy.yaml:8:36"
                + in
                + "ipvs.udpTimeout: found \"5min\", expected a duration such"
                + " as \"15m\" or \"1h30m\" (document 1)"),
        problems(text));
    assertEquals(Optional.empty(), read(text).config());
  }

  @Test
  void thereIsExactlyOne() {
    assertEquals(
        List.of("kube-proxy.yaml: no document of kind KubeProxyConfiguration"),
        problems("kind: Service\n"));
    assertEquals(
        List.of(
            "kube-proxy.yaml:4:1: KubeProxyConfiguration: found a second KubeProxyConfiguration,"
                + " expected one in a file (document 2)"),
        problems(HEAD + "---\n" + HEAD));
    assertEquals(
        List.of(
            "kube-proxy.yaml:1:13: KubeProxyConfiguration: apiVersion: found"
                + " \"kubeproxy.config.k8s.io/v1\", expected \"kubeproxy.config.k8s.io/v1alpha1\""
                + " (document 1)"),
        problems(HEAD.replace("v1alpha1", "v1")));
    assertEquals(
        List.of(
            "kube-proxy.yaml:1:5: not valid YAML: mapping values are not allowed here"
                + " (document 1)"),
        problems("a: b: c"));
  }
}
