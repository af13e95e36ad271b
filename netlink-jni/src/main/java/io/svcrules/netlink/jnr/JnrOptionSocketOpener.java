// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.jnr;

import io.svcrules.netlink.InetFamily;
import io.svcrules.netlink.OptionSocket;
import io.svcrules.netlink.OptionSocketOpener;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Opens sockets of the system for options.
 *
 * @param family the protocol family whose options they have
 * @param networkNamespace the file of the network namespace to open them in ({@code
 *     /run/netns/NAME}); empty for that of the calling thread
 */
public record JnrOptionSocketOpener(InetFamily family, Optional<Path> networkNamespace)
    implements OptionSocketOpener {

  @Override
  public OptionSocket open() {
    return networkNamespace.isEmpty()
        ? JnrOptionSocket.open(family)
        : NetworkNamespace.callIn(networkNamespace.get(), () -> JnrOptionSocket.open(family));
  }
}
