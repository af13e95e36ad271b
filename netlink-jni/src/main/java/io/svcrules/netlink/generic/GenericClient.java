// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.generic;

import io.svcrules.netlink.Errno;
import io.svcrules.netlink.KernelErrorException;
import io.svcrules.netlink.NetlinkConnection;
import java.util.List;
import java.util.Optional;

/**
 * The families of generic netlink that the kernel has.
 *
 * <p>All methods throw {@link io.svcrules.netlink.NetlinkException}.
 */
public final class GenericClient implements AutoCloseable {

  private final NetlinkConnection connection;

  /** A client of a connection of protocol {@code GENERIC}, which it closes with itself. */
  public GenericClient(NetlinkConnection connection) {
    this.connection = connection;
  }

  /** The family of a name, whose module the kernel may load for the asking. */
  public Optional<GenericFamily> family(String name) {
    try {
      return Optional.of(
          connection.query(out -> GenericCodec.writeGetFamily(out, name), GenericCodec::decode));
    } catch (KernelErrorException e) {
      if (e.is(Errno.ENOENT)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** All families. */
  public List<GenericFamily> families() {
    return connection.dump(GenericCodec::writeGetFamilies, GenericCodec::decode);
  }

  @Override
  public void close() {
    connection.close();
  }
}
