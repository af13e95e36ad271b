// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import io.svcrules.cli.env.IptablesCommands;
import io.svcrules.cli.env.NetlinkFilters;
import io.svcrules.cli.env.PacketFilters;
import io.svcrules.iptables.kernel.CommandOutcome;
import io.svcrules.iptables.kernel.CommandRunner;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.LegacyChainSource;
import io.svcrules.iptables.kernel.LegacyPacketFilter;
import io.svcrules.iptables.kernel.NftChainSource;
import io.svcrules.iptables.kernel.NftPacketFilter;
import io.svcrules.iptables.kernel.nft.OwnCommits;
import io.svcrules.netlink.NetlinkProtocol;
import io.svcrules.netlink.SocketOpener;
import io.svcrules.netlink.jnr.JnrSocketOpener;
import io.svcrules.testdata.kernel.CommandResult;
import io.svcrules.testdata.kernel.NetworkNamespace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The ways to the rules of a kernel. */
enum KernelWay {
  NFT_COMMANDS(IptablesVariant.NFT),
  NFT_NETLINK(IptablesVariant.NFT),
  LEGACY_COMMANDS(IptablesVariant.LEGACY),
  LEGACY_SOCKET_OPTIONS(IptablesVariant.LEGACY);

  private final IptablesVariant variant;

  KernelWay(IptablesVariant variant) {
    this.variant = variant;
  }

  IptablesVariant variant() {
    return variant;
  }

  /** This way into a namespace. */
  PacketFilters filters(NetworkNamespace node) {
    return filters(node, JnrSocketOpener.of(NetlinkProtocol.NETFILTER).inNamespace(node.name()));
  }

  /** This way into a namespace, over sockets that are given. */
  PacketFilters filters(NetworkNamespace node, SocketOpener opener) {
    PacketFilters commands = new IptablesCommands(in(node));
    OwnCommits own = new OwnCommits();
    return switch (this) {
      case NFT_COMMANDS, LEGACY_COMMANDS -> commands;
      case NFT_NETLINK, LEGACY_SOCKET_OPTIONS ->
          new NetlinkFilters(
              commands,
              family -> new NftPacketFilter(family, opener, in(node), own),
              family ->
                  LegacyPacketFilter.in(
                      Optional.of(Path.of("/run/netns", node.name())),
                      family,
                      in(node),
                      lock(node)),
              family -> new NftChainSource(family, opener, in(node)),
              family ->
                  new LegacyChainSource(
                      family, Optional.of(Path.of("/run/netns", node.name())), in(node)));
    };
  }

  /** The lock of iptables-legacy, which is one of its own for each node. */
  static Path lock(NetworkNamespace node) {
    return Path.of(node.run("printenv", "XTABLES_LOCKFILE").orFail().strip());
  }

  private static CommandRunner in(NetworkNamespace node) {
    return (command, input) -> {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      try {
        input.writeTo(text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      CommandResult result = node.runWithInput(text.toByteArray(), command.toArray(String[]::new));
      return new CommandOutcome(
          result.exitCode(), result.output().getBytes(StandardCharsets.UTF_8), result.errors());
    };
  }
}
