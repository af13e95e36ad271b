// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.RandomServices;
import io.svcrules.ipvs.RandomServices.Sketch;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of settings that an option asks for, and then no longer. */
class SettingsPlanTest {
  private static final String IGNORE = Setting.ARP_IGNORE.key();
  private static final String ANNOUNCE = Setting.ARP_ANNOUNCE.key();
  private static final IpvsConfig STRICT = RandomServices.config().strictArp(true).build();
  private static final IpvsConfig PLAIN = RandomServices.config().build();

  private final PlanWorld strict = new PlanWorld(IpFamily.IPV4, STRICT);
  private final PlanWorld plain = strict.as(IpFamily.IPV4, PLAIN);

  private static RandomServices services(IpFamily family) {
    return new RandomServices(family, List.of(new Sketch(0, Protocol.TCP, 1, 0, 0)));
  }

  private static RandomServices none(IpFamily family) {
    return new RandomServices(family, List.of());
  }

  private static List<String> commands(IpvsPlan plan) {
    return plan.changes().stream().map(IpvsChange::command).toList();
  }

  private static List<String> settings(IpvsPlan plan) {
    return commands(plan).stream().filter(command -> command.startsWith("sysctl")).toList();
  }

  /** Somebody else sets something. */
  private void others(String name, String value) {
    IpvsState now = strict.state();
    strict.kernel().put(now.withSysctls(Map.of(name, value), now.timeouts()));
  }

  @Test
  void strictArpThatIsNotWantedAnyLongerGoesBackToWhatWasThereBefore() {
    others(IGNORE, "2");
    strict.apply(services(IpFamily.IPV4));
    assertEquals("1", strict.state().sysctls().get(IGNORE));
    assertEquals(List.of(), commands(strict.apply(services(IpFamily.IPV4))), "while it is wanted");
    assertEquals(
        List.of(
            new HostChange.SetSysctl(ANNOUNCE, "0", "2"),
            new HostChange.SetSysctl(IGNORE, "2", "1")),
        plain.apply(services(IpFamily.IPV4)).changes());
    assertEquals("2", plain.state().sysctls().get(IGNORE));
    assertEquals(List.of(), commands(plain.apply(services(IpFamily.IPV4))));
  }

  @Test
  void whatOthersHaveChangedSinceIsTheirs() {
    strict.apply(services(IpFamily.IPV4));
    others(IGNORE, "3");
    assertEquals(
        List.of("sysctl -w " + ANNOUNCE + "=0"), commands(plain.apply(services(IpFamily.IPV4))));
    assertEquals("3", plain.state().sysctls().get(IGNORE));
  }

  @Test
  void whatWasStrictBeforeStaysSo() {
    others(IGNORE, "1");
    others(ANNOUNCE, "2");
    strict.apply(services(IpFamily.IPV4));
    assertEquals(List.of(), commands(plain.apply(services(IpFamily.IPV4))));
  }

  @Test
  void thePlanOfIpv6LeavesToIpv4WhatOnlyThatCanKnow() {
    strict.apply(services(IpFamily.IPV4));
    Stream.of(STRICT, PLAIN)
        .map(config -> strict.as(IpFamily.IPV6, config))
        .forEach(
            ipv6 -> {
              assertFalse(ipv6.apply(services(IpFamily.IPV6)).text().contains("arp"));
              assertFalse(ipv6.apply(none(IpFamily.IPV6)).text().contains("arp"));
            });
    assertEquals(List.of(), commands(strict.apply(services(IpFamily.IPV4))));
  }

  @Test
  void forwardingStaysAsPodsNeedItWithoutServicesToo() {
    PlanWorld ipv6 = strict.as(IpFamily.IPV6, PLAIN);
    assertTrue(
        settings(ipv6.apply(services(IpFamily.IPV6)))
            .contains("sysctl -w net.ipv6.conf.all.forwarding=1"));
    assertEquals(List.of(), settings(ipv6.apply(none(IpFamily.IPV6))));
  }

  @Test
  void theNodeIsSilentAboutAddressesUntilTheyAreGone() {
    strict.apply(services(IpFamily.IPV4));
    List<String> commands = commands(plain.apply(none(IpFamily.IPV4)));
    int gone = commands.indexOf("ip addr del 10.2.0.0/32 dev kube-ipvs0");
    int loud = commands.indexOf("sysctl -w " + IGNORE + "=0");
    assertTrue(gone >= 0 && loud > gone, commands.toString());
  }
}
