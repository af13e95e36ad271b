// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.svcrules.iptables.kernel.CommandRunner;
import io.svcrules.iptables.kernel.DetectedVariant;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.LegacyChainSource;
import io.svcrules.iptables.kernel.LegacyPacketFilter;
import io.svcrules.iptables.kernel.NftChainSource;
import io.svcrules.iptables.kernel.NftPacketFilter;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.iptables.kernel.nft.OwnCommits;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.NetlinkProtocol;
import io.svcrules.netlink.jnr.JnrSocketOpener;
import io.svcrules.testdata.kernel.NetworkNamespace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NetlinkFiltersTest {
  private static final CommandRunner NONE =
      (command, input) -> {
        throw new AssertionError(command);
      };

  private PacketFilters filters(NetworkNamespace node) {
    JnrSocketOpener opener = JnrSocketOpener.of(NetlinkProtocol.NETFILTER).inNamespace(node.name());
    PacketFilters commands =
        new PacketFilters() {
          @Override
          public DetectedVariant detection() {
            return new DetectedVariant(IptablesVariant.LEGACY, "it is the only one", List.of());
          }

          @Override
          public PacketFilter open(IpFamily family, IptablesVariant variant) {
            throw new AssertionError("by commands");
          }
        };
    return new NetlinkFilters(
        commands,
        family -> new NftPacketFilter(family, opener, NONE, new OwnCommits()),
        family ->
            LegacyPacketFilter.in(
                Optional.of(Path.of("/run/netns", node.name())),
                family,
                NONE,
                Path.of("/no/such.lock")),
        family -> new NftChainSource(family, opener, NONE),
        family ->
            new LegacyChainSource(family, Optional.of(Path.of("/run/netns", node.name())), NONE));
  }

  @Test
  void eachVariantIsChangedInItsWay() {
    try (NetworkNamespace node = new NetworkNamespace()) {
      PacketFilters filters = filters(node);
      assertInstanceOf(
          LegacyPacketFilter.class, filters.open(IpFamily.IPV4, IptablesVariant.LEGACY));
      assertInstanceOf(NftPacketFilter.class, filters.open(IpFamily.IPV4, IptablesVariant.NFT));
    }
  }

  @Test
  void theMarkOfKubeletDecidesAndElseTheCommands() {
    try (NetworkNamespace node = new NetworkNamespace()) {
      assertEquals(IptablesVariant.LEGACY, filters(node).detection().variant());
      node.run("ip6tables-nft", "-t", "mangle", "-N", "KUBE-IPTABLES-HINT").orFail();
      assertEquals(IptablesVariant.NFT, filters(node).detection().variant());
    }
  }
}
