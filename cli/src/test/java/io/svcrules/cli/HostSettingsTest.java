// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Change;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.PacketFilterException.Kind;
import io.svcrules.model.IpFamily;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When settings of the node go back to what they were, and in what order with all else. */
class HostSettingsTest {
  private static final String CLUSTER = Yaml.WEB + Yaml.NODE;
  private static final String IGNORE = "net.ipv4.conf.all.arp_ignore";
  private static final String CONNTRACK = "net.ipv4.vs.conntrack";

  /** Keeps strangers from what route_localnet allows. */
  private static final String FIREWALL = "KUBE-FIREWALL";

  private final FakeKernel kernel = new FakeKernel();
  private final FakeIpvs ipvs = new FakeIpvs(kernel);

  private CliRun run(String... args) {
    return new TestProcess().on(kernel).on(ipvs).run(CLUSTER, args);
  }

  private CliRun apply(String mode, String... more) {
    return run(
        Stream.concat(Stream.of("apply", "-f", "-", "--mode=" + mode), Arrays.stream(more))
            .toArray(String[]::new));
  }

  private String ofServers(String name) {
    return ipvs.state(IpFamily.IPV4).sysctls().get(name);
  }

  private String routeLocalnet() {
    return kernel.effects().settings().read(FakeEffects.ROUTE_LOCALNET).orElseThrow();
  }

  private String rules() {
    return kernel.saved(IpFamily.IPV4, IptablesVariant.NFT);
  }

  @Test
  void anApplyWithoutStrictArpPutsItBack() {
    apply("ipvs", "--ipvs-strict-arp");
    CliRun diff = run("diff", "-f", "-", "--mode=ipvs");
    assertEquals(1, diff.status());
    assertTrue(diff.out().contains("-" + IGNORE + " = 1\n+" + IGNORE + " = 0\n"), diff.out());
    assertTrue(apply("ipvs", "--dry-run").out().contains("sysctl -w " + IGNORE + "=0\n"));
    assertEquals("1", ofServers(IGNORE));
    CliRun run = apply("ipvs");
    assertEquals(0, run.status(), run.err());
    assertTrue(run.err().contains("IPv4: " + IGNORE + " set to 0, was 1\n"), run.err());
    assertEquals("0", ofServers(IGNORE));
    assertEquals(new CliRun(0, "", ""), run("diff", "-f", "-", "--mode=ipvs"));
  }

  @Test
  void aModeWhoseDeviceWasDeletedByHandGoesWithItsSettings() {
    apply("ipvs", "--ipvs-strict-arp");
    ipvs.loseDevice();
    CliRun diff = run("diff", "-f", "-");
    assertTrue(diff.out().contains("-" + CONNTRACK + " = 1\n+" + CONNTRACK + " = 0\n"));
    assertTrue(apply("iptables", "--dry-run").out().contains("sysctl -w " + IGNORE + "=0\n"));
    CliRun run = apply("iptables");
    assertEquals(0, run.status(), run.err());
    assertEquals("0", ofServers(CONNTRACK));
    assertEquals("0", ofServers(IGNORE));
    assertEquals("1", ofServers("net.ipv4.ip_forward"), "pods need it");
    assertTrue(ipvs.state(IpFamily.IPV4).servers().isEmpty());
    assertTrue(ipvs.state(IpFamily.IPV4).sets().isEmpty());
    assertFalse(apply("iptables").err().contains("mode ipvs"), "nothing is left to put back");
  }

  private static String text(Change change) {
    StringBuilder text = new StringBuilder();
    change.appendTo(text);
    return text.toString();
  }

  /** What route_localnet is whenever a rule goes that keeps strangers from what it allows. */
  private List<String> atChangesOfTheFirewall() {
    List<String> values = new ArrayList<>();
    kernel.refuses(
        change -> {
          if (text(change).contains(FIREWALL)) {
            values.add(routeLocalnet());
          }
          return false;
        });
    return values;
  }

  private static void assertClosed(List<String> values) {
    assertFalse(values.isEmpty(), "nothing was removed");
    assertTrue(values.stream().allMatch("0"::equals), values.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cleanup", "cleanup --mode=iptables", "apply -f - --mode=ipvs"})
  void loopbackIsClosedBeforeTheRulesThatProtectIt(String command) {
    apply("iptables");
    assertEquals("1", routeLocalnet());
    assertTrue(rules().contains(FIREWALL), rules());
    List<String> values = atChangesOfTheFirewall();
    CliRun run = run(command.split(" "));
    assertEquals(0, run.status(), run.err());
    assertTrue(run.err().contains(FakeEffects.ROUTE_LOCALNET + " set to 0, was 1\n"), run.err());
    assertFalse(rules().contains(FIREWALL), rules());
    assertClosed(values);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cleanup", "apply -f - --mode=ipvs"})
  void aDryRunSaysSoInThatOrder(String command) {
    apply("iptables");
    String out = run((command + " --dry-run").split(" ")).out();
    int closed = out.indexOf("sysctl -w " + FakeEffects.ROUTE_LOCALNET + "=0\n");
    int gone = out.indexOf("\n-X " + FIREWALL + "\n");
    assertTrue(closed >= 0 && gone > closed, out);
    assertEquals(closed, out.lastIndexOf("sysctl -w " + FakeEffects.ROUTE_LOCALNET));
    assertEquals("1", routeLocalnet());
  }

  /** Ends a run as the loss of power does. */
  private static final class PowerLoss extends Error {
    private static final long serialVersionUID = 1L;
  }

  @ParameterizedTest
  @ValueSource(strings = {"cleanup", "apply -f - --mode=ipvs"})
  void aRunThatIsCutShortLeavesLoopbackClosedAndTheNextGetsToTheEnd(String command) {
    apply("iptables");
    kernel.refuses(
        change -> {
          if (text(change).contains(FIREWALL)) {
            throw new PowerLoss();
          }
          return false;
        });
    assertThrows(PowerLoss.class, () -> run(command.split(" ")));
    assertEquals("0", routeLocalnet());
    kernel.refuses(change -> false);
    assertEquals(0, run(command.split(" ")).status());
    assertEquals("0", routeLocalnet());
    assertFalse(rules().contains(FIREWALL), rules());
    assertEquals(0, apply("iptables").status());
    assertEquals("1", routeLocalnet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cleanup", "apply -f - --mode=ipvs"})
  void whatWasPutBackIsToldOnceIfTheRulesCannotGo(String command) {
    apply("iptables");
    kernel.refuses(change -> text(change).contains("-X " + FIREWALL));
    CliRun run = run(command.split(" "));
    assertEquals(1, run.status(), run.err());
    String told = FakeEffects.ROUTE_LOCALNET + " set to 0, was 1\n";
    assertTrue(run.err().contains(told), run.err());
    assertEquals(run.err().indexOf(told), run.err().lastIndexOf(told), run.err());
    assertEquals("0", routeLocalnet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cleanup", "apply -f - --mode=ipvs"})
  void aSettingThatCannotBePutBackIsAnErrorAndTheRulesGo(String command) {
    apply("iptables");
    kernel.effects().settings().makeReadOnly();
    CliRun run = run(command.split(" "));
    assertEquals(1, run.status(), run.err());
    String told = FakeEffects.ROUTE_LOCALNET + " cannot be set to 0";
    assertTrue(run.err().contains(told), run.err());
    assertEquals(run.err().indexOf(told), run.err().lastIndexOf(told), run.err());
    assertFalse(rules().contains("KUBE-SVC-"), rules());
  }

  @Test
  void rulesThatCannotEvenBeReadKeepTheirSettings() {
    apply("iptables");
    for (IptablesVariant variant : IptablesVariant.values()) {
      kernel.fails(IpFamily.IPV4, variant, Kind.BUSY);
    }
    assertEquals(3, run("cleanup").status());
    assertEquals("1", routeLocalnet());
  }

  @Test
  void aCleanupOfIpv6LeavesWhatIpv4Needs() {
    apply("iptables");
    assertEquals(0, run("cleanup", "--family=ipv6").status());
    assertEquals("1", routeLocalnet());
  }
}
