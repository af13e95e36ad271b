// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.jnr;

import io.svcrules.netlink.NetlinkProtocol;
import io.svcrules.netlink.NetlinkSocket;
import io.svcrules.netlink.SocketOpener;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Opens sockets of the system.
 *
 * @param protocol which part of the kernel listens
 * @param settings how the sockets are set up
 * @param networkNamespace the file of the network namespace to open them in ({@code
 *     /run/netns/NAME}); empty for that of the calling thread
 */
public record JnrSocketOpener(
    NetlinkProtocol protocol, SocketSettings settings, Optional<Path> networkNamespace)
    implements SocketOpener {

  /** Where {@code ip netns} keeps its namespaces. */
  private static final Path NAMED_NAMESPACES = Path.of("/run/netns");

  /** Opens sockets with default settings in the network namespace of the calling thread. */
  public static JnrSocketOpener of(NetlinkProtocol protocol) {
    return new JnrSocketOpener(protocol, SocketSettings.defaults(), Optional.empty());
  }

  /** The same in a namespace made by {@code ip netns add}. */
  public JnrSocketOpener inNamespace(String name) {
    return new JnrSocketOpener(protocol, settings, Optional.of(NAMED_NAMESPACES.resolve(name)));
  }

  /** The same with other settings. */
  public JnrSocketOpener with(SocketSettings other) {
    return new JnrSocketOpener(protocol, other, networkNamespace);
  }

  @Override
  public NetlinkSocket open() {
    return networkNamespace.isEmpty()
        ? JnrNetlinkSocket.open(protocol, settings)
        : NetworkNamespace.callIn(
            networkNamespace.get(), () -> JnrNetlinkSocket.open(protocol, settings));
  }
}
