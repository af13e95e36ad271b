// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.ipvs.RandomServices;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.compile.GoldenScenario;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.model.IpFamily;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sets that others made under names of ours. */
@Tag("guest")
class ForeignSetKernelTest {
  private static final IpvsConfig CONFIG = RandomServices.config().build();

  private static CompiledIpvs wanted(IpFamily family) {
    return GoldenScenario.named("dual-stack").compile(family, CONFIG);
  }

  @Test
  void aSetOfAStrangeTypeIsLeftAloneAndItsFamilyHeldUp() {
    try (KernelNode node = KernelNode.create(IptablesVariant.NFT)) {
      node.run("ipset", "create", "KUBE-CLUSTER-IP", "hash:net");
      node.run("ipset", "add", "KUBE-CLUSTER-IP", "10.0.0.0/8");
      node.run("ipset", "create", "KUBE-6-SPARE", "list:set");
      // None of our names, so none of our business.
      node.run("ipset", "create", "KUBE-ROUTER", "hash:mac");
      String sets = node.run("ipset", "save");
      for (IpFamily family : IpFamily.values()) {
        IpvsApplyOutcome outcome = new IpvsApplier(node).apply(wanted(family), CONFIG);
        assertTrue(outcome.plan().isHeldUp(), outcome.plan()::text);
        assertEquals(List.of(), outcome.plan().changes());
      }
      assertEquals(Map.of("KUBE-CLUSTER-IP", "hash:net"), node.read(IpFamily.IPV4).otherSets());
      assertEquals(Map.of("KUBE-6-SPARE", "list:set"), node.read(IpFamily.IPV6).otherSets());
      assertEquals(sets, node.run("ipset", "save"));
      assertEquals("", node.run("ipvsadm", "-Sn"));
      assertFalse(node.run("iptables-save").contains("KUBE-"));

      node.run("ipset", "destroy", "KUBE-CLUSTER-IP");
      IpvsApplyOutcome outcome = new IpvsApplier(node).apply(wanted(IpFamily.IPV4), CONFIG);
      assertFalse(outcome.plan().isHeldUp());
      assertEquals(List.of(), outcome.remaining().changes());
    }
  }

  /** kube-proxy would leave empty chains that are jumped to. */
  @Test
  void aSetOfOursWithAnotherTypeOrSizeIsReplaced() {
    try (KernelNode node = KernelNode.create(IptablesVariant.LEGACY)) {
      node.run("ipset", "create", "KUBE-CLUSTER-IP", "hash:ip");
      node.run("ipset", "create", "KUBE-LOOP-BACK", "hash:ip,port,ip", "maxelem", "3");
      node.run("ipset", "create", "KUBE-NODE-PORT-TCP", "bitmap:port", "range", "1-9");
      node.run("ipset", "create", "KUBE-IPVS-IPS", "hash:ip", "netmask", "24");
      node.run("ipset", "add", "KUBE-IPVS-IPS", "198.51.100.7");
      IpvsApplyOutcome outcome = new IpvsApplier(node).apply(wanted(IpFamily.IPV4), CONFIG);
      assertEquals(List.of(), outcome.remaining().changes());
      assertEquals(wanted(IpFamily.IPV4).state().sets(), node.read(IpFamily.IPV4).state().sets());
    }
  }
}
