// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.flow.Flow;
import io.svcrules.iptables.flow.TransportAddress;
import io.svcrules.model.IpAddress;
import io.svcrules.model.Protocol;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What apply and cleanup change besides rules. */
class EffectsTest {
  private static final String ROUTE_LOCALNET = FakeEffects.ROUTE_LOCALNET;
  private static final String DNS =
      Yaml.WEB
          .replace("protocol: TCP", "protocol: UDP")
          .replace("port: 80, nodePort", "protocol: UDP, port: 80, nodePort");
  private static final String COMMAND =
      "conntrack -D -f ipv4 -p udp --orig-dst 10.96.0.10 --orig-port-dst 80"
          + " --reply-src 10.244.9.9 --reply-port-src 8080";

  private final FakeKernel kernel = new FakeKernel();

  private CliRun run(String yaml, String... args) {
    return new TestProcess().on(kernel).run(yaml, args);
  }

  private Optional<String> routeLocalnet() {
    return kernel.effects().settings().read(FakeEffects.ROUTE_LOCALNET);
  }

  private void addFlow(Protocol protocol, int clientPort, String answering) {
    kernel
        .effects()
        .flows()
        .add(
            protocol,
            new TransportAddress(IpAddress.parse("10.244.1.1"), clientPort),
            new TransportAddress(IpAddress.parse("10.96.0.10"), 80),
            new TransportAddress(IpAddress.parse(answering), 8080));
  }

  private List<String> answering() {
    return kernel.effects().flows().flows().stream()
        .map(Flow::answering)
        .map(end -> end.address().toString())
        .toList();
  }

  @Test
  void localhostNodePortsAreRoutedAndThatIsUndoneByCleanup() {
    CliRun applied = run(Yaml.WEB, "apply", "-f", "-");
    assertEquals(0, applied.status(), applied.err());
    assertEquals(Optional.of("1"), routeLocalnet());
    assertTrue(
        applied
            .err()
            .contains("svcrules: IPv4: net.ipv4.conf.all.route_localnet set to 1, was 0\n"),
        applied.err());
    assertTrue(!run(Yaml.WEB, "apply", "-f", "-").err().contains("route_localnet"));
    CliRun dry = run("", "cleanup", "--dry-run");
    assertTrue(dry.out().startsWith("# sysctl -w net.ipv4.conf.all.route_localnet=0\n"), dry.out());
    assertEquals(Optional.of("1"), routeLocalnet());
    assertEquals(0, run("", "cleanup", "--family=ipv6").status());
    assertEquals(Optional.of("1"), routeLocalnet());
    CliRun json = run("", "cleanup", "-o", "json");
    assertTrue(json.out().contains("\"name\": \"" + FakeEffects.ROUTE_LOCALNET), json.out());
    assertEquals(Optional.of("0"), routeLocalnet());
  }

  @Test
  void whatWasSetBeforeStaysSetAfterCleanup() {
    kernel.effects().settings().write(FakeEffects.ROUTE_LOCALNET, "1");
    run(Yaml.WEB, "apply", "-f", "-");
    run("", "cleanup");
    assertEquals(Optional.of("1"), routeLocalnet());
  }

  @Test
  void withoutLocalhostNodePortsNothingIsSet() {
    run(Yaml.WEB, "apply", "-f", "-", "--iptables-localhost-nodeports=false");
    run(Yaml.WEB, "apply", "-f", "-", "--nodeport-addresses=192.0.2.0/24");
    assertEquals(Optional.of("0"), routeLocalnet());
  }

  @Test
  void aSettingThatRulesNoLongerNeedIsPutBackByTheNextApply() {
    run(Yaml.WEB, "apply", "-f", "-");
    String[] without = {"apply", "-f", "-", "--iptables-localhost-nodeports=false", "--dry-run"};
    CliRun dry = run(Yaml.WEB, without);
    assertTrue(dry.out().contains("\n# IPv4: sysctl -w " + ROUTE_LOCALNET + "=0\n"), dry.out());
    assertEquals(Optional.of("1"), routeLocalnet());
    assertEquals(0, run(Yaml.WEB, Arrays.copyOf(without, 4)).status());
    assertEquals(Optional.of("0"), routeLocalnet());
    assertTrue(!run("", "cleanup", "--dry-run").out().contains("sysctl"), "all is as before");
  }

  @Test
  void whatIsPutBackIsSaid() {
    run(Yaml.WEB, "apply", "-f", "-");
    CliRun run = run(Yaml.WEB, "apply", "-f", "-", "--iptables-localhost-nodeports=false");
    assertTrue(
        run.err().contains("svcrules: IPv4: " + ROUTE_LOCALNET + " set to 0, was 1\n"), run.err());
    run(Yaml.WEB, "apply", "-f", "-");
    CliRun json =
        run(Yaml.WEB, "apply", "-f", "-", "--nodeport-addresses=192.0.2.0/24", "-o", "json");
    assertTrue(json.out().contains("\"name\": \"" + ROUTE_LOCALNET), json.out());
  }

  @Test
  void onlyRulesOfIpv4SayThatItIsNotNeeded() {
    run(Yaml.WEB, "apply", "-f", "-");
    run(Yaml.WEB, "apply", "-f", "-", "--family=ipv6", "--iptables-localhost-nodeports=false");
    assertEquals(Optional.of("1"), routeLocalnet());
  }

  @Test
  void whatOthersHadSetOrHaveChangedSinceIsNotPutBack() {
    kernel.effects().settings().write(ROUTE_LOCALNET, "1");
    run(Yaml.WEB, "apply", "-f", "-");
    run(Yaml.WEB, "apply", "-f", "-", "--iptables-localhost-nodeports=false");
    assertEquals(Optional.of("1"), routeLocalnet());
  }

  @Test
  void aSettingThatCannotBePutBackIsTold() {
    run(Yaml.WEB, "apply", "-f", "-");
    kernel.effects().settings().makeReadOnly();
    CliRun run = run(Yaml.WEB, "apply", "-f", "-", "--iptables-localhost-nodeports=false");
    assertEquals(1, run.status(), run.err());
    assertTrue(run.err().contains("route_localnet cannot be set to 0: Read-only"), run.err());
  }

  @Test
  void aSettingThatCannotBeChangedIsToldAndTheRulesAreThere() {
    kernel.effects().settings().makeReadOnly();
    CliRun run = run(Yaml.WEB, "apply", "-f", "-");
    assertEquals(1, run.status(), run.err());
    assertTrue(
        run.err().contains("route_localnet cannot be set to 1: Read-only file system"), run.err());
    assertEquals(0, run(Yaml.WEB, "diff", "-f", "-").status());
  }

  @Test
  void staleFlowsAreForgottenAndOthersAreNot() {
    addFlow(Protocol.UDP, 1, "10.244.9.9");
    addFlow(Protocol.UDP, 2, "10.244.2.10");
    addFlow(Protocol.TCP, 3, "10.244.9.9");
    CliRun dry = run(DNS, "apply", "-f", "-", "--dry-run");
    assertTrue(dry.out().contains("\n# IPv4: " + COMMAND + "\n"), dry.out());
    assertEquals(3, answering().size());
    CliRun run = run(DNS, "apply", "-f", "-");
    assertEquals(0, run.status(), run.err());
    assertTrue(run.err().contains("svcrules: IPv4: 1 stale UDP flow forgotten\n"), run.err());
    assertEquals(List.of("10.244.2.10", "10.244.9.9"), answering());
  }

  @Test
  void jsonTellsWhatWasForgotten() {
    addFlow(Protocol.UDP, 1, "10.244.9.9");
    addFlow(Protocol.UDP, 2, "10.244.9.9");
    CliRun run = run(DNS, "apply", "-f", "-", "-o", "json");
    assertTrue(run.out().contains("\"flows\": 2"), run.out());
    assertTrue(run.out().contains("\"" + COMMAND + "\""), run.out());
    assertTrue(run.out().contains("\"problems\": []"), run.out());
  }

  @Test
  void flowsAreLeftAloneIfAskedFor() {
    addFlow(Protocol.UDP, 1, "10.244.9.9");
    assertEquals(0, run(DNS, "apply", "-f", "-", "--conntrack=off").status());
    assertEquals(List.of("10.244.9.9"), answering());
    assertEquals(2, run(DNS, "apply", "-f", "-", "--conntrack=maybe").status());
  }

  @Test
  void aKernelWithoutConnectionTrackingIsTold() {
    kernel.effects().flows().fail();
    assertEquals(0, run(Yaml.WEB, "apply", "-f", "-").status(), "nobody asks for TCP");
    CliRun run = run(DNS, "apply", "-f", "-");
    assertEquals(1, run.status());
    assertTrue(run.err().contains("stale UDP flows are not forgotten: "), run.err());
    assertEquals(0, run(DNS, "diff", "-f", "-").status());
  }

  @Test
  void whyAVariantIsUsedIsSaidIfAskedFor() {
    String reason = "svcrules: iptables-nft is used: it is the only one here\n";
    assertTrue(run(Yaml.WEB, "apply", "-f", "-", "-v").err().contains(reason));
    assertTrue(run(Yaml.WEB, "diff", "-f", "-", "-v").err().contains(reason));
    assertTrue(!run(Yaml.WEB, "apply", "-f", "-").err().contains(reason));
  }
}
