// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.ipvs;

import static io.svcrules.netlink.ipvs.IpvsUapi.*;

import io.svcrules.netlink.Errno;
import io.svcrules.netlink.KernelErrorException;
import io.svcrules.netlink.NetlinkConnection;
import io.svcrules.netlink.NetlinkException;
import io.svcrules.netlink.RequestFailure;
import io.svcrules.netlink.generic.GenericClient;
import java.util.List;
import java.util.Optional;

/**
 * The IPVS table of one network namespace.
 *
 * <p>All methods throw {@link NetlinkException}.
 */
public final class IpvsClient implements AutoCloseable {

  /** The family's name ({@code IPVS_GENL_NAME} in {@code linux/ip_vs.h}). */
  public static final String FAMILY = "IPVS";

  private final NetlinkConnection connection;
  private final IpvsCodec codec;

  private IpvsClient(NetlinkConnection connection, IpvsCodec codec) {
    this.connection = connection;
    this.codec = codec;
  }

  /**
   * Asks the kernel for IPVS, for which it may load the module.
   *
   * @param connection a connection of protocol {@code GENERIC}, which the client closes with itself
   * @return a client; empty if the kernel has no IPVS, and the connection is left open
   */
  public static Optional<IpvsClient> find(NetlinkConnection connection) {
    // Not closed: that would close the connection.
    GenericClient generic = new GenericClient(connection);
    return generic
        .family(FAMILY)
        .map(family -> new IpvsClient(connection, new IpvsCodec(family.id())));
  }

  /** All services. */
  public List<IpvsServiceStatus> services() {
    return connection.dump(
        out -> codec.writeBare(out, IPVS_CMD_GET_SERVICE), IpvsCodec::decodeService);
  }

  /** One service. */
  public Optional<IpvsServiceStatus> service(IpvsServiceKey key) {
    try {
      return Optional.of(
          connection.query(
              out -> codec.writeKey(out, IPVS_CMD_GET_SERVICE, key), IpvsCodec::decodeService));
    } catch (KernelErrorException e) {
      if (e.is(Errno.ESRCH)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The destinations of a service; none if it is not there. */
  public List<IpvsDestinationStatus> destinations(IpvsServiceKey key) {
    return connection.dump(
        out -> codec.writeKey(out, IPVS_CMD_GET_DEST, key),
        message -> IpvsCodec.decodeDestination(message, key.family()));
  }

  /** Has one command done. */
  public void execute(IpvsCommand command) {
    connection.execute(out -> codec.write(out, command));
  }

  /**
   * Has commands done in their order, many to a system call; each is done or refused by itself.
   *
   * @return the refused ones, by index
   */
  public List<RequestFailure> executeAll(Iterable<IpvsCommand> commands) {
    return connection.executeAll(commands, codec::write);
  }

  /** Deletes all services. */
  public void flush() {
    connection.execute(out -> codec.writeBare(out, IPVS_CMD_FLUSH));
  }

  /** Sets the counters of a service and its destinations to zero. */
  public void zero(IpvsServiceKey key) {
    connection.execute(out -> codec.writeKey(out, IPVS_CMD_ZERO, key));
  }

  /** How long connections last. */
  public IpvsTimeouts timeouts() {
    return connection.query(
        out -> codec.writeBare(out, IPVS_CMD_GET_CONFIG), IpvsCodec::decodeTimeouts);
  }

  /** Sets how long connections last, where it is not 0. */
  public void setTimeouts(IpvsTimeouts timeouts) {
    connection.execute(out -> codec.writeTimeouts(out, timeouts));
  }

  /** Version and size. */
  public IpvsInfo info() {
    return connection.query(out -> codec.writeBare(out, IPVS_CMD_GET_INFO), IpvsCodec::decodeInfo);
  }

  @Override
  public void close() {
    connection.close();
  }
}
