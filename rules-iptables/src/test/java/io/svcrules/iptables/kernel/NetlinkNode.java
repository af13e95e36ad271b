// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.iptables.kernel.nft.OwnCommits;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.NetlinkProtocol;
import io.svcrules.netlink.jnr.JnrSocketOpener;
import java.nio.file.Path;

/** A network namespace of a real kernel, changed over netlink by one filter that lives long. */
public final class NetlinkNode implements TestNode {
  private final NamespaceNode node;
  private final NftPacketFilter filter;

  /** A node whose filter reads short chains again. */
  public NetlinkNode(IpFamily family) {
    this(family, 64);
  }

  /**
   * A node.
   *
   * @param shortChain up to how many rules a chain is read again instead of being remembered
   */
  NetlinkNode(IpFamily family, int shortChain) {
    this.node = new NamespaceNode(family, IptablesVariant.NFT);
    this.filter =
        new NftPacketFilter(family, opener(), node.runner(), new OwnCommits(), shortChain);
  }

  private JnrSocketOpener opener() {
    return JnrSocketOpener.of(NetlinkProtocol.NETFILTER).inNamespace(node.namespace().name());
  }

  /** The file of the namespace. */
  public Path namespaceFile() {
    return Path.of("/run/netns", node.namespace().name());
  }

  NamespaceNode node() {
    return node;
  }

  /** Another filter of the namespace, to be closed by the caller. */
  NftPacketFilter another(IpFamily family, OwnCommits own) {
    return new NftPacketFilter(family, opener(), node.runner(), own);
  }

  @Override
  public NftPacketFilter filter() {
    return filter;
  }

  @Override
  public String saved() {
    return node.saved();
  }

  @Override
  public void load(String input) {
    node.load(input);
  }

  @Override
  public void close() {
    filter.close();
    node.close();
  }
}
