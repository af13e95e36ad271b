// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.PacketFilterException.Kind;
import io.svcrules.model.IpFamily;
import org.junit.jupiter.api.Test;

class CleanupTest {
  private final FakeKernel kernel = new FakeKernel();

  private CliRun run(String... args) {
    return new TestProcess().on(kernel).run(Yaml.DUAL, args);
  }

  private void applyEverywhere() {
    for (IptablesVariant variant : IptablesVariant.values()) {
      run("apply", "-f", "-", "--iptables-variant=" + variant.word());
    }
  }

  private boolean isClean(IpFamily family, IptablesVariant variant) {
    return !kernel.saved(family, variant).contains("KUBE-");
  }

  @Test
  void bothFamiliesOfBothVariantsAreCleaned() {
    applyEverywhere();
    CliRun run = run("cleanup");
    assertEquals(0, run.status(), run.err());
    assertEquals("", run.out());
    for (IptablesVariant variant : IptablesVariant.values()) {
      for (IpFamily family : IpFamily.values()) {
        assertTrue(isClean(family, variant), family + " " + variant);
        assertTrue(
            run.err()
                .contains("svcrules: " + family.kubernetesName() + " " + variant.word() + ": -"),
            run.err());
      }
    }
  }

  @Test
  void familyAndVariantCanBeChosen() {
    applyEverywhere();
    assertEquals(0, run("cleanup", "--iptables-variant=legacy", "--family=ipv6").status());
    assertTrue(isClean(IpFamily.IPV6, IptablesVariant.LEGACY));
    assertTrue(!isClean(IpFamily.IPV4, IptablesVariant.LEGACY));
    assertTrue(!isClean(IpFamily.IPV6, IptablesVariant.NFT));
  }

  @Test
  void aDryRunPrintsTheLinesAndChangesNothing() {
    run("apply", "-f", "-");
    CliRun run = run("cleanup", "--dry-run");
    assertEquals(0, run.status(), run.err());
    assertTrue(
        run.out()
            .startsWith(
                """
                # sysctl -w net.ipv4.conf.all.route_localnet=0
                # IPv4: iptables-nft-restore --noflush
                *filter
                -D\s"""),
        run.out());
    assertTrue(run.out().contains("\n-X KUBE-SERVICES\n"), run.out());
    assertTrue(
        run.out().contains("# IPv6: ip6tables-legacy-restore --noflush: nothing to change\n"));
    assertTrue(!isClean(IpFamily.IPV4, IptablesVariant.NFT));
  }

  @Test
  void jsonTellsWhatWasRemoved() {
    run("apply", "-f", "-");
    CliRun run = run("cleanup", "-o", "json");
    assertTrue(run.out().contains("\"kind\": \"RemovedRules\""), run.out());
    assertTrue(run.out().contains("\"change\": \"-X KUBE-SERVICES\""), run.out());
    assertTrue(run.out().contains("\"remaining\": []"), run.out());
  }

  @Test
  void aVariantThatIsNotInstalledIsPassedOver() {
    run("apply", "-f", "-");
    kernel.fails(IpFamily.IPV4, IptablesVariant.LEGACY, Kind.UNAVAILABLE);
    kernel.fails(IpFamily.IPV6, IptablesVariant.LEGACY, Kind.UNAVAILABLE);
    CliRun run = run("cleanup");
    assertEquals(0, run.status(), run.err());
    assertTrue(run.err().contains("IPv4 legacy: passed over: told to fail\n"), run.err());
    assertTrue(isClean(IpFamily.IPV4, IptablesVariant.NFT));
    assertEquals(3, run("cleanup", "--iptables-variant=legacy").status(), "asked for by name");
  }

  @Test
  void noIptablesAtAllIsAnError() {
    for (IptablesVariant variant : IptablesVariant.values()) {
      for (IpFamily family : IpFamily.values()) {
        kernel.fails(family, variant, Kind.UNAVAILABLE);
      }
    }
    assertEquals(3, run("cleanup").status());
  }

  @Test
  void missingRightsAreToldOnceAndByTheExitStatus() {
    run("apply", "-f", "-");
    kernel.fails(IpFamily.IPV4, IptablesVariant.NFT, Kind.NOT_PERMITTED);
    kernel.fails(IpFamily.IPV6, IptablesVariant.NFT, Kind.NOT_PERMITTED);
    CliRun run = run("cleanup");
    assertEquals(4, run.status());
    assertEquals(1, run.errLines().size(), run.err());
  }

  @Test
  void aRefusalIsToldByTheExitStatus() {
    run("apply", "-f", "-");
    kernel.refuses(change -> change.chain().equals("KUBE-SERVICES"));
    CliRun run = run("cleanup");
    assertEquals(1, run.status());
    assertTrue(run.err().contains("IPv4 nft: table filter: Invalid argument\n"), run.err());
    assertTrue(run.err().contains("-F KUBE-SERVICES\n"), run.err());
  }

  @Test
  void whatIsLeftIsAnError() {
    run("apply", "-f", "-");
    kernel.forgets();
    CliRun run = run("cleanup");
    assertEquals(1, run.status());
    assertTrue(run.err().contains("IPv4 nft: rules are left"), run.err());
  }
}
