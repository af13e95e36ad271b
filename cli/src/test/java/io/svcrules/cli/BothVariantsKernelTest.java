// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.model.IpFamily;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A node in mode ipvs whose rules stand in both variants of iptables. */
@Tag("guest")
class BothVariantsKernelTest {
  private static final String OBJECTS = Yaml.WEB + "---\n" + Yaml.DUAL + Yaml.NODE;

  private static GuestNode served() {
    GuestNode node = new GuestNode().with("eth0", "192.0.2.11/24", "fd00::11/64");
    node.run("sysctl", "-w", "net.ipv4.ip_forward=0");
    for (IptablesVariant variant : IptablesVariant.values()) {
      String used = "--iptables-variant=" + variant.word();
      orFail(node.svcrules(OBJECTS, "apply", "-f", "-", "--mode=ipvs", used));
    }
    return node;
  }

  private static CliRun orFail(CliRun run) {
    assertEquals(0, run.status(), run.err());
    return run;
  }

  private static String servers(GuestNode node) {
    return node.run("ipvsadm", "-Sn")
        + node.run("ipset", "save", "-sorted")
        + node.run("ip", "address", "show", "dev", "kube-ipvs0")
        + node.sysctl("net.ipv4.ip_forward");
  }

  private static String rules(GuestNode node, IptablesVariant variant) {
    StringBuilder all = new StringBuilder();
    for (IpFamily family : IpFamily.values()) {
      all.append(node.run(variant.saveCommand(family)));
    }
    return all.toString();
  }

  private static void assertNothingOfIpvs(GuestNode node) {
    assertEquals("", node.run("ipset", "save"));
    assertEquals("", node.run("ipvsadm", "-Sn"));
    assertFalse(node.run("ip", "link").contains("kube-ipvs0"));
    for (IptablesVariant variant : IptablesVariant.values()) {
      assertFalse(rules(node, variant).contains("KUBE-IPVS"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCleanupOfOneVariantLeavesWhatTheOtherNeeds(IptablesVariant gone) {
    try (GuestNode node = served()) {
      final String before = servers(node);
      CliRun run = orFail(node.svcrules("", "cleanup", "--iptables-variant=" + gone.word()));
      assertTrue(run.err().contains("cleanup without --iptables-variant"), run.err());
      assertEquals(before, servers(node));
      for (IptablesVariant variant : IptablesVariant.values()) {
        assertEquals(variant != gone, rules(node, variant).contains("KUBE-"), variant.word());
      }
      CliRun dry = orFail(node.svcrules("", "cleanup", "--dry-run"));
      assertTrue(dry.out().contains("ipset destroy KUBE-CLUSTER-IP\n"), dry.out());
      orFail(node.svcrules("", "cleanup"));
      assertNothingOfIpvs(node);
      assertEquals("0", node.sysctl("net.ipv4.ip_forward"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSwitchToModeIptablesEndsModeIpvsInBoth(IptablesVariant used) {
    try (GuestNode node = served()) {
      String[] apply = {"apply", "-f", "-", "--iptables-variant=" + used.word()};
      orFail(node.svcrules(OBJECTS, apply));
      assertNothingOfIpvs(node);
      assertTrue(rules(node, used).contains("KUBE-SVC-"));
      orFail(node.svcrules(OBJECTS, "diff", "-f", "-", "--iptables-variant=" + used.word()));
      orFail(node.svcrules("", "cleanup"));
    }
  }

  @Test
  void whatRulesAndSetsOfOthersHoldStaysAndIsTold() {
    try (GuestNode node = served()) {
      node.run(
          "iptables-legacy",
          "-A",
          "INPUT",
          "-m",
          "set",
          "--match-set",
          "KUBE-CLUSTER-IP",
          "dst,dst",
          "-j",
          "ACCEPT");
      node.run("ipset", "create", "theirs", "list:set");
      node.run("ipset", "add", "theirs", "KUBE-LOOP-BACK");
      CliRun run = orFail(node.svcrules("", "cleanup"));
      for (String held : new String[] {"KUBE-CLUSTER-IP", "KUBE-LOOP-BACK"}) {
        String told = "IPv4: set is left, as a rule or a set that stays refers to it: " + held;
        assertTrue(run.err().contains(told), run.err());
      }
      assertEquals(3, node.run("ipset", "-n", "list").lines().count());
      assertEquals("", node.run("ipvsadm", "-Sn"));
      assertFalse(node.run("ip", "link").contains("kube-ipvs0"));
      node.run("iptables-legacy", "-F", "INPUT");
      node.run("ipset", "destroy", "theirs");
      orFail(node.svcrules("", "cleanup"));
      assertNothingOfIpvs(node);
    }
  }

  @Test
  void aSwitchThatSetsOfOthersHoldUpLeavesThem() {
    try (GuestNode node = served()) {
      node.run("ipset", "create", "theirs", "list:set");
      node.run("ipset", "add", "theirs", "KUBE-LOOP-BACK");
      CliRun run = orFail(node.svcrules(OBJECTS, "apply", "-f", "-", "--iptables-variant=nft"));
      assertTrue(run.err().contains("refers to it: KUBE-LOOP-BACK"), run.err());
      assertEquals("KUBE-LOOP-BACK\ntheirs\n", node.run("ipset", "-n", "list"));
    }
  }
}
