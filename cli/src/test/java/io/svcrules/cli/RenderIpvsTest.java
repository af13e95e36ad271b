// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.text.IptablesTextParser;
import io.svcrules.ipvs.text.IpsetText;
import io.svcrules.ipvs.text.IpvsadmText;
import io.svcrules.model.IpFamily;
import io.svcrules.testdata.Scenario;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RenderIpvsTest {
  private static final String CLUSTER = Yaml.WEB + "---\n" + Yaml.DUAL + Yaml.NODE;

  private static CliRun render(String... options) {
    List<String> args = new ArrayList<>(List.of("render", "-f", "-", "--mode=ipvs"));
    args.addAll(List.of(options));
    return CliRun.withInput(CLUSTER, args.toArray(String[]::new));
  }

  static List<Scenario> ofKubeProxy() {
    return Scenario.ofIpvs().stream()
        .filter(scenario -> scenario.read("kube-proxy.ipvsadm").isPresent())
        .toList();
  }

  private static String part(Scenario scenario, String part) {
    List<String> args = new ArrayList<>(List.of("render"));
    args.addAll(scenario.args());
    args.add("--part=" + part);
    return InProcess.run(scenario.folder(), args).stdout();
  }

  private static String sorted(String text) {
    return text.lines().sorted().collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @MethodSource("ofKubeProxy")
  void theServersArePrintedAsIpvsadmPrintsThoseOfKubeProxy(Scenario scenario) {
    assertEquals(
        sorted(scenario.read("kube-proxy.ipvsadm").orElseThrow()),
        sorted(part(scenario, "ipvsadm")));
  }

  @ParameterizedTest
  @MethodSource("ofKubeProxy")
  void theSetsHoldAllThatThoseOfKubeProxyHold(Scenario scenario) {
    List<String> ours = part(scenario, "ipset").lines().toList();
    scenario
        .read("kube-proxy.ipset")
        .orElseThrow()
        .lines()
        .forEach(line -> assertTrue(ours.contains(line), line));
  }

  @Test
  void withoutPartsAllOfThemFollowEachOtherUnderTheirCommands() {
    String all = render().out();
    assertEquals(
        List.of(
            "# sysctl -p -",
            "# ipset restore -exist",
            "# IPv4: iptables-restore --noflush",
            "# IPv6: ip6tables-restore --noflush",
            "# ip -force -batch -",
            "# ipvsadm -R"),
        all.lines().filter(line -> line.startsWith("# ")).toList());
    String joined =
        Stream.of("sysctl", "ipset", "iptables", "addresses", "ipvsadm")
            .map(part -> render("--part=" + part).out())
            .collect(Collectors.joining());
    assertEquals(withoutRemarks(joined), withoutRemarks(all));
  }

  private static List<String> withoutRemarks(String text) {
    return text.lines().filter(line -> !line.startsWith("#")).toList();
  }

  @Test
  void eachPartIsInTheSyntaxOfItsCommand() {
    assertEquals(4, IpvsadmText.parse(render("--part=ipvsadm").out()).size());
    assertEquals(40, IpsetText.parse(render("--part=ipset").out()).sets().size());
    IptablesTextParser.parseInput(IpFamily.IPV4, render("--part=iptables", "--family=ipv4").out())
        .orThrow();
    IptablesTextParser.parseInput(IpFamily.IPV6, render("--part=iptables", "--family=ipv6").out())
        .orThrow();
    assertEquals(
        List.of(
            "link add kube-ipvs0 type dummy",
            "address add 10.96.0.10/32 dev kube-ipvs0",
            "address add 10.96.0.20/32 dev kube-ipvs0",
            "address add fd00:96::20/128 dev kube-ipvs0"),
        render("--part=addresses").out().lines().toList());
  }

  @Test
  void partsComeInTheirOrderHoweverTheyAreAskedFor() {
    assertEquals(
        render("--part=ipset", "--part=ipvsadm").out(),
        render("--part=ipvsadm", "--part=ipset").out());
  }

  @Test
  void aConfigurationFileSaysTheSameAsFlagsAndFlagsWin(@TempDir Path directory) throws IOException {
    Path config = directory.resolve("config.yaml");
    Files.writeString(
        config,
        """
        apiVersion: kubeproxy.config.k8s.io/v1alpha1
        kind: KubeProxyConfiguration
        mode: ipvs
        ipvs:
          scheduler: sh
          strictARP: true
          excludeCIDRs: [10.96.0.20/32]
          tcpTimeout: 10m
          tcpFinTimeout: 2m
          udpTimeout: 1m
        """);
    String file = "--config=" + config;
    CliRun flags =
        render(
            "--ipvs-scheduler=sh",
            "--ipvs-strict-arp",
            "--ipvs-exclude-cidrs=10.96.0.20/32",
            "--ipvs-tcp-timeout=10m",
            "--ipvs-tcpfin-timeout=2m",
            "--ipvs-udp-timeout=1m");
    CliRun configured = CliRun.withInput(CLUSTER, "render", "-f", "-", file);
    assertEquals(flags, configured);
    assertTrue(flags.out().contains("--set 600 120 60\n"), flags.out());
    assertTrue(flags.out().contains("-A -t 10.96.0.10:80 -s sh\n"), flags.out());
    assertTrue(flags.out().contains("net.ipv4.conf.all.arp_ignore = 1\n"), flags.out());
    assertFalse(flags.out().contains("10.96.0.20"), flags.out());
    String over = render(file, "--ipvs-scheduler=lc", "--ipvs-strict-arp=false").out();
    assertTrue(over.contains("-A -t 10.96.0.10:80 -s lc\n"), over);
    assertFalse(over.contains("arp_ignore"), over);
  }

  @Test
  void theFallbackOfLocalPoliciesIsAskedFor() {
    String local = Yaml.webWith("externalTrafficPolicy: Local").replace("node-1}", "node-3}");
    String[] args = {
      "render", "-f", "-", "--mode=ipvs", "--part=ipvsadm", "--node=node-1", "--node-ip=192.0.2.11"
    };
    String strict = CliRun.withInput(local, args).out();
    assertFalse(strict.contains("192.0.2.11:30080"), strict);
    List<String> more = new ArrayList<>(List.of(args));
    more.add("--ipvs-local-fallback");
    String fallback = CliRun.withInput(local, more.toArray(String[]::new)).out();
    assertTrue(fallback.contains("-a -t 192.0.2.11:30080 -r 10.244.2.10:8080"), fallback);
  }

  @Test
  void modeIptablesLoadsNothingOfIpvsAndMakesNoNativeCall() throws Exception {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load=info",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "render",
                "-f",
                CliRun.SAMPLES.resolve("hello.yaml").toString())
            .redirectErrorStream(true)
            .start();
    String log = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, java.waitFor(), log);
    assertTrue(log.contains("io.svcrules.iptables.compile.IptablesCompiler"), log);
    assertEquals(
        List.of(),
        log.lines()
            .filter(line -> line.matches(".* (io\\.svcrules\\.(ipvs|netlink)|jnr)\\..*"))
            .toList());
  }
}
