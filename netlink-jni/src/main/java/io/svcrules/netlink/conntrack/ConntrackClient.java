// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.conntrack;

import io.svcrules.netlink.Errno;
import io.svcrules.netlink.InetFamily;
import io.svcrules.netlink.KernelErrorException;
import io.svcrules.netlink.NetlinkConnection;
import io.svcrules.netlink.RequestFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * The connections tracked in one network namespace.
 *
 * <p>All methods throw {@link io.svcrules.netlink.NetlinkException}.
 */
public final class ConntrackClient implements AutoCloseable {

  private final NetlinkConnection connection;

  /** A client of a connection of protocol {@code NETFILTER}, which it closes with itself. */
  public ConntrackClient(NetlinkConnection connection) {
    this.connection = connection;
  }

  /**
   * Gives a handler the entries that fit a filter, as they come.
   *
   * <p>The table goes on changing: an entry that is there all the time comes at least once. The
   * handler may not use this client.
   */
  public void stream(ConntrackFilter filter, Consumer<ConntrackEntry> handler) {
    if (filter.family().isEmpty() && filter.protocol().isPresent()) {
      // The kernel filters within one family only (EOPNOTSUPP): two short dumps, not one long.
      for (InetFamily family : InetFamily.values()) {
        streamOnce(filter.family(family), handler);
      }
    } else {
      streamOnce(filter, handler);
    }
  }

  private void streamOnce(ConntrackFilter filter, Consumer<ConntrackEntry> handler) {
    connection.stream(
        out -> ConntrackCodec.writeDump(out, filter),
        message -> {
          ConntrackEntry entry = ConntrackCodec.decode(message);
          if (filter.matches(entry)) {
            handler.accept(entry);
          }
        });
  }

  /** The entries that fit a filter. */
  public List<ConntrackEntry> list(ConntrackFilter filter) {
    List<ConntrackEntry> entries = new ArrayList<>();
    stream(filter, entries::add);
    return entries;
  }

  /**
   * Deletes the entry whose first packet had a tuple.
   *
   * @return whether there was one
   */
  public boolean delete(ConntrackTuple original) {
    try {
      connection.execute(out -> ConntrackCodec.writeDelete(out, original));
      return true;
    } catch (KernelErrorException e) {
      if (e.is(Errno.ENOENT)) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Deletes entries, many to a system call; those that have gone or been replaced meanwhile are
   * passed over.
   *
   * @return how many were deleted
   */
  public int deleteAll(Collection<ConntrackEntry> entries) {
    List<RequestFailure> failures = connection.executeAll(entries, ConntrackCodec::writeDelete);
    List<RequestFailure> others = failures.stream().filter(f -> !f.is(Errno.ENOENT)).toList();
    if (!others.isEmpty()) {
      throw new KernelErrorException(others);
    }
    return entries.size() - failures.size();
  }

  @Override
  public void close() {
    connection.close();
  }
}
