// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.route;

import io.svcrules.netlink.Errno;
import io.svcrules.netlink.InetFamily;
import io.svcrules.netlink.KernelErrorException;
import io.svcrules.netlink.NetlinkConnection;
import io.svcrules.netlink.RequestFailure;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The links, addresses and routes of one network namespace.
 *
 * <p>All methods throw {@link io.svcrules.netlink.NetlinkException}.
 */
public final class RouteClient implements AutoCloseable {

  private final NetlinkConnection connection;

  /** A client of a connection of protocol {@code ROUTE}, which it closes with itself. */
  public RouteClient(NetlinkConnection connection) {
    this.connection = connection;
  }

  /** All links. */
  public List<Link> links() {
    return connection.dump(RouteCodec::writeGetLinks, RouteCodec::decodeLink);
  }

  /** The link of a name. */
  public Optional<Link> link(String name) {
    try {
      return Optional.of(
          connection.query(out -> RouteCodec.writeGetLink(out, name), RouteCodec::decodeLink));
    } catch (KernelErrorException e) {
      if (e.is(Errno.ENODEV)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Makes a link.
   *
   * @param name at most 15 bytes
   * @param kind {@code dummy}, {@code bridge}, …
   */
  public void createLink(String name, String kind) {
    connection.execute(out -> RouteCodec.writeNewLink(out, name, kind));
  }

  /** Sets a link up. */
  public void setUp(int linkIndex) {
    connection.execute(out -> RouteCodec.writeSetUp(out, linkIndex, true));
  }

  /** Sets a link down. */
  public void setDown(int linkIndex) {
    connection.execute(out -> RouteCodec.writeSetUp(out, linkIndex, false));
  }

  /** Deletes a link. */
  public void deleteLink(int linkIndex) {
    connection.execute(out -> RouteCodec.writeDeleteLink(out, linkIndex));
  }

  /** All IPv4 and IPv6 addresses. */
  public List<LinkAddress> addresses() {
    return addresses(0);
  }

  /** The IPv4 and IPv6 addresses of a link; of all links for 0. */
  public List<LinkAddress> addresses(int linkIndex) {
    return Stream.of(InetFamily.values())
        .flatMap(family -> addresses(family, linkIndex).stream())
        .toList();
  }

  private List<LinkAddress> addresses(InetFamily family, int linkIndex) {
    // Kernels before 4.20 dump those of all links whatever is asked for.
    return connection
        .dump(
            out -> RouteCodec.writeGetAddresses(out, family.number(), linkIndex),
            RouteCodec::decodeAddress)
        .stream()
        .filter(address -> linkIndex == 0 || address.linkIndex() == linkIndex)
        .toList();
  }

  /** All IPv4 and IPv6 routes, of every table. */
  public List<NetworkRoute> routes() {
    return Stream.of(InetFamily.values())
        .flatMap(
            family ->
                connection
                    .dump(out -> RouteMessages.writeGetRoutes(out, family), RouteMessages::decode)
                    .stream())
        .toList();
  }

  /**
   * The route of one packet, by all tables and the rules for them.
   *
   * @throws io.svcrules.netlink.KernelErrorException also if there is none: with {@code
   *     ENETUNREACH}, or what the route says that refuses it
   */
  public NetworkRoute route(RouteQuery query) {
    return connection.query(out -> RouteMessages.writeGetRoute(out, query), RouteMessages::decode);
  }

  /** Adds an address. */
  public void addAddress(LinkAddress address) {
    connection.execute(out -> RouteCodec.writeNewAddress(out, address));
  }

  /** Deletes an address. */
  public void deleteAddress(LinkAddress address) {
    connection.execute(out -> RouteCodec.writeDeleteAddress(out, address));
  }

  /**
   * Adds addresses, many to a system call.
   *
   * @return the refused ones, by index
   */
  public List<RequestFailure> addAddresses(Collection<LinkAddress> addresses) {
    return connection.executeAll(addresses, RouteCodec::writeNewAddress);
  }

  /**
   * Deletes addresses, many to a system call.
   *
   * @return the refused ones, by index
   */
  public List<RequestFailure> deleteAddresses(Collection<LinkAddress> addresses) {
    return connection.executeAll(addresses, RouteCodec::writeDeleteAddress);
  }

  @Override
  public void close() {
    connection.close();
  }
}
