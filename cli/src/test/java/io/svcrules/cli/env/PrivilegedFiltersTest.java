// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.svcrules.iptables.kernel.DetectedVariant;
import io.svcrules.iptables.kernel.FakePacketFilter;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.iptables.kernel.PacketFilterException;
import io.svcrules.model.IpFamily;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivilegedFiltersTest {
  @TempDir private Path directory;

  private PacketFilters filters(String status) throws IOException {
    Path file = directory.resolve("status");
    Files.writeString(file, status);
    return new PrivilegedFilters(new Inside(), file);
  }

  private static final class Inside implements PacketFilters {
    @Override
    public DetectedVariant detection() {
      return new DetectedVariant(IptablesVariant.LEGACY, "told so", List.of());
    }

    @Override
    public PacketFilter open(IpFamily family, IptablesVariant variant) {
      return new FakePacketFilter(family);
    }
  }

  @Test
  void aProcessWithTheCapabilityGoesOn() throws IOException {
    PacketFilters filters = filters("Name:\tx\nCapEff:\t0000000000001000\nCapBnd:\t0\n");
    assertEquals(IptablesVariant.LEGACY, filters.detect());
    assertEquals(IpFamily.IPV6, filters.open(IpFamily.IPV6, IptablesVariant.NFT).family());
  }

  @Test
  void aProcessWithoutItIsToldSo() throws IOException {
    PacketFilters filters = filters("CapPrm:\t000001ffffffffff\nCapEff:\t000001ffffffefff\n");
    PacketFilterException e = assertThrows(PacketFilterException.class, filters::detect);
    assertEquals(PacketFilterException.Kind.NOT_PERMITTED, e.kind());
    assertThrows(
        PacketFilterException.class, () -> filters.open(IpFamily.IPV4, IptablesVariant.NFT));
  }

  @Test
  void whatIsNotKnownIsLeftToIptables() throws IOException {
    assertEquals(IptablesVariant.LEGACY, filters("Name:\tx\n").detect());
    assertEquals(
        IptablesVariant.LEGACY,
        new PrivilegedFilters(new Inside(), directory.resolve("none")).detect());
  }
}
