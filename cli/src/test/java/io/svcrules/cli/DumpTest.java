// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.PacketFilterException.Kind;
import io.svcrules.model.IpFamily;
import org.junit.jupiter.api.Test;

class DumpTest {
  private static final String MIXED =
      """
      *filter
      :INPUT ACCEPT [0:0]
      :FORWARD ACCEPT [0:0]
      :OUTPUT ACCEPT [0:0]
      :KUBE-FORWARD - [0:0]
      :MINE - [0:0]
      -A INPUT -j MINE
      -A FORWARD -j KUBE-FORWARD
      -A FORWARD -s 192.0.2.1/32 -j ACCEPT
      -A KUBE-FORWARD -j ACCEPT
      COMMIT
      *mangle
      :KUBE-KUBELET-CANARY - [0:0]
      COMMIT
      """;

  private final FakeKernel kernel =
      new FakeKernel().holds(IpFamily.IPV4, IptablesVariant.NFT, MIXED);

  private CliRun run(String... args) {
    return new TestProcess().on(kernel).run("", args);
  }

  @Test
  void onlyOurChainsAndJumpsAreShown() {
    CliRun run = run("dump");
    assertEquals(0, run.status(), run.err());
    assertEquals(
        """
        # IPv4: iptables-nft-save
        *filter
        :FORWARD ACCEPT [0:0]
        :KUBE-FORWARD - [0:0]
        -A FORWARD -j KUBE-FORWARD
        -A KUBE-FORWARD -j ACCEPT
        COMMIT
        # IPv6: ip6tables-nft-save
        """,
        run.out());
  }

  @Test
  void jsonShowsThemChainByChain() {
    CliRun run = run("dump", "-o", "json", "--family=ipv4");
    assertEquals(
        """
        {
          "apiVersion": "svcrules.io/v1alpha1",
          "kind": "LiveRules",
          "variant": "nft",
          "families": [
            {
              "family": "IPv4",
              "tables": [
                {
                  "table": "filter",
                  "chains": [
                    {
                      "chain": "FORWARD",
                      "policy": "ACCEPT",
                      "rules": [
                        "-j KUBE-FORWARD"
                      ]
                    },
                    {
                      "chain": "KUBE-FORWARD",
                      "rules": [
                        "-j ACCEPT"
                      ]
                    }
                  ]
                }
              ]
            }
          ]
        }
        """,
        run.out());
  }

  @Test
  void familyAndVariantCanBeChosen() {
    assertEquals("# IPv6: ip6tables-nft-save\n", run("dump", "--family=ipv6").out());
    assertEquals(
        "# IPv4: iptables-legacy-save\n",
        run("dump", "--family=ipv4", "--iptables-variant=legacy").out());
  }

  @Test
  void missingRightsAreToldByTheExitStatus() {
    kernel.fails(IpFamily.IPV6, IptablesVariant.NFT, Kind.NOT_PERMITTED);
    CliRun run = run("dump");
    assertEquals(4, run.status());
    assertEquals("", run.out());
    assertTrue(run.err().contains("needs root"), run.err());
  }
}
