// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.iptables.kernel.nft.OwnCommits;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.NetlinkProtocol;
import io.svcrules.netlink.jnr.JnrSocketOpener;

/** A network namespace of a real kernel, changed over netlink by one filter that lives long. */
public final class NetlinkNode extends KernelNode {
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
    super(family, IptablesVariant.NFT);
    this.filter =
        new NftPacketFilter(family, opener(), node().runner(), new OwnCommits(), shortChain);
  }

  /** Opens sockets in the namespace. */
  JnrSocketOpener opener() {
    return JnrSocketOpener.of(NetlinkProtocol.NETFILTER).inNamespace(node().namespace().name());
  }

  /** Another filter of the namespace, to be closed by the caller. */
  NftPacketFilter another(IpFamily family, OwnCommits own) {
    return new NftPacketFilter(family, opener(), node().runner(), own);
  }

  @Override
  public NftPacketFilter filter() {
    return filter;
  }

  @Override
  public void close() {
    filter.close();
    super.close();
  }
}
