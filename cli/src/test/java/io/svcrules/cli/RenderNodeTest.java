// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RenderNodeTest {
  private static final String LOCAL = Yaml.webWith("internalTrafficPolicy: Local");

  @Test
  void theNodeIsTheOneNamed() {
    CliRun run = CliRun.withInput(LOCAL, "render", "-f", "-", "--node", " NODE-2 ");
    assertEquals("", run.err());
    assertTrue(run.out().contains("KUBE-SVL-"), run.out());
    assertEquals(
        run.out(),
        CliRun.withInput(LOCAL, "render", "-f", "-", "--hostname-override=node-2").out());
  }

  @Test
  void theOnlyNodeObjectIsTheNode() {
    CliRun only = CliRun.withInput(LOCAL + Yaml.NODE, "render", "-f", "-");
    assertEquals("", only.err());
    assertEquals(
        CliRun.withInput(LOCAL + Yaml.NODE, "render", "-f", "-", "--node=node-1").out(),
        only.out());
  }

  @Test
  void withoutOneItIsThisMachineAndADoubtIfThatMatters() {
    CliRun run = CliRun.withInput(LOCAL, "render", "-f", "-");
    assertEquals(0, run.status());
    assertEquals(
        "svcrules: warning: no node is known, so endpoints count as local only if they are on this"
            + " machine, machine-7; say --hostname-override=NAME or add one Node object\n",
        run.err());
    assertEquals("", CliRun.withInput(Yaml.WEB, "render", "-f", "-").err());
  }

  @Test
  void ofSeveralNodeObjectsThisMachineIsTaken() {
    String nodes = Yaml.NODE + Yaml.NODE.replace("node-1", "machine-7");
    CliRun run = CliRun.withInput(LOCAL + nodes, "render", "-f", "-", "-o", "json");
    assertEquals("", run.err());
    assertTrue(run.out().contains("\"node\": \"machine-7\""), run.out());
  }

  @Test
  void zoneHintsWithoutANodeObjectAreDoubtful() {
    String hinted =
        Yaml.WEB.replace("nodeName: node-1", "nodeName: node-1, hints: {forZones: [{name: a}]}");
    CliRun run = CliRun.withInput(hinted, "render", "-f", "-", "--node=node-1");
    assertTrue(run.err().contains("no Node object node-1 was read"), run.err());
  }

  @Test
  void addressesOfTheNodeMayBeSaid() {
    String[] args = {"render", "-f", "-", "--nodeport-addresses=10.0.0.0/8"};
    CliRun none = CliRun.withInput(Yaml.WEB + Yaml.NODE, args);
    assertTrue(none.err().contains("node ports answer on none"), none.err());
    CliRun said =
        CliRun.withInput(
            Yaml.WEB + Yaml.NODE,
            "render",
            "-f",
            "-",
            "--nodeport-addresses=10.0.0.0/8",
            "--node-ip=10.1.1.1,192.0.2.11",
            "--node-ip=10.1.1.2");
    assertEquals("", said.err());
    assertTrue(said.out().contains("-d 10.1.1.1/32"), said.out());
    assertTrue(said.out().contains("-d 10.1.1.2/32"), said.out());
    assertFalse(said.out().contains("-d 192.0.2.11/32"), said.out());
  }

  @Test
  void sourceRangesWithoutAnAddressOfTheNodeAreDoubtful() {
    String ranged =
        Yaml.webWith("loadBalancerSourceRanges: [198.51.100.0/24]")
            .replace(
                "---\napiVersion: discovery",
                "status: {loadBalancer: {ingress: [{ip: 203.0.113.1}]}}\n---\napiVersion: discovery");
    CliRun run = CliRun.withInput(ranged, "render", "-f", "-", "--node=node-1");
    assertTrue(run.err().contains("the node's IPv4 address is not known"), run.err());
    CliRun known =
        CliRun.withInput(ranged, "render", "-f", "-", "--node=node-1", "--node-ip=192.0.2.1");
    assertEquals("", known.err());
  }
}
