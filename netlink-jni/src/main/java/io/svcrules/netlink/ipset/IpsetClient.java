// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.ipset;

import static io.svcrules.netlink.ipset.IpsetUapi.*;

import io.svcrules.netlink.AttributeReader;
import io.svcrules.netlink.Errno;
import io.svcrules.netlink.KernelErrorException;
import io.svcrules.netlink.NetlinkConnection;
import io.svcrules.netlink.NetlinkException;
import io.svcrules.netlink.NetlinkRequest;
import io.svcrules.netlink.NetlinkUapi;
import io.svcrules.netlink.RequestFailure;
import io.svcrules.netlink.SocketOpener;
import io.svcrules.netlink.netfilter.NetfilterUapi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The sets of one network namespace.
 *
 * <p>All methods throw {@link NetlinkException}; the errors of ipset's own are named as {@link
 * IpsetError} names them.
 */
public final class IpsetClient implements AutoCloseable {

  private final NetlinkConnection connection;

  /**
   * A client over sockets of protocol {@code NETFILTER}.
   *
   * @param opener opens them
   */
  public IpsetClient(SocketOpener opener) {
    this.connection = new NetlinkConnection(opener, IpsetError::describe);
  }

  /** Whether the kernel speaks the protocol version of this client, which is 7 (Linux 4.20). */
  public boolean isSupported() {
    List<Integer> range = new ArrayList<>();
    connection.execute(
        IpsetCodec::writeGetProtocol,
        message -> {
          range.add(IpsetCodec.decodeLowestProtocol(message));
          range.add(IpsetCodec.decodeHighestProtocol(message));
        });
    // A kernel that speaks one version only does not name a lowest.
    return range.size() == 2 && range.get(0) <= IPSET_PROTOCOL && IPSET_PROTOCOL <= range.get(1);
  }

  /** Whether the kernel has the type of a set. For most types it may load a module. */
  public boolean hasTypeOf(IpsetSpec spec) {
    try {
      connection.query(out -> IpsetCodec.writeGetType(out, spec), IpsetCodec::decodeRevision);
      return true;
    } catch (KernelErrorException e) {
      if (e.is(Errno.ENOENT) || e.errno() == IpsetError.IPSET_ERR_FIND_TYPE.number()) {
        return false;
      }
      throw e;
    }
  }

  /** Creates a set, in the highest revision of its type that the kernel has. */
  public void create(IpsetSpec spec) {
    int revision =
        connection.query(out -> IpsetCodec.writeGetType(out, spec), IpsetCodec::decodeRevision);
    connection.execute(out -> IpsetCodec.writeCreate(out, spec, revision));
  }

  /** Destroys a set, which nothing may refer to. */
  public void destroy(String name) {
    connection.execute(out -> IpsetCodec.writeBare(out, IPSET_CMD_DESTROY, name));
  }

  /** Deletes all entries of a set. */
  public void flush(String name) {
    connection.execute(out -> IpsetCodec.writeBare(out, IPSET_CMD_FLUSH, name));
  }

  /** Gives a set another name, which must be free. */
  public void rename(String name, String newName) {
    connection.execute(out -> IpsetCodec.writePair(out, IPSET_CMD_RENAME, name, newName));
  }

  /** Exchanges two sets of one type, under the eyes of all rules at once. */
  public void swap(String name, String other) {
    connection.execute(out -> IpsetCodec.writePair(out, IPSET_CMD_SWAP, name, other));
  }

  /**
   * Adds an entry.
   *
   * @return false if it was there
   */
  public boolean add(String name, IpsetEntry entry) {
    return tryEntry(IPSET_CMD_ADD, name, entry);
  }

  /**
   * Deletes an entry.
   *
   * @return false if it was not there
   */
  public boolean delete(String name, IpsetEntry entry) {
    return tryEntry(IPSET_CMD_DEL, name, entry);
  }

  /** Whether an entry is there. */
  public boolean test(String name, IpsetEntry entry) {
    return tryEntry(IPSET_CMD_TEST, name, entry);
  }

  private boolean tryEntry(int command, String name, IpsetEntry entry) {
    try {
      connection.execute(out -> IpsetCodec.writeEntry(out, command, name, entry));
      return true;
    } catch (KernelErrorException e) {
      if (e.errno() == IpsetError.IPSET_ERR_EXIST.number()) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Adds entries, many to a message; those that are there already stay.
   *
   * @throws KernelErrorException with the first refused entry by its index; those before it are
   *     added, those after it may not be
   */
  public void addAll(String name, List<IpsetEntry> entries) {
    executeAll(IPSET_CMD_ADD, 0, name, entries);
  }

  /** Adds entries as {@link #addAll} does, but refuses one that is there already. */
  public void addNew(String name, List<IpsetEntry> entries) {
    executeAll(IPSET_CMD_ADD, NetlinkUapi.NLM_F_EXCL, name, entries);
  }

  /**
   * Deletes entries, many to a message; those that are not there are passed over.
   *
   * @throws KernelErrorException with the first refused entry by its index; those before it are
   *     deleted, those after it may not be
   */
  public void deleteAll(String name, List<IpsetEntry> entries) {
    executeAll(IPSET_CMD_DEL, 0, name, entries);
  }

  /** Deletes entries as {@link #deleteAll} does, but refuses one that is not there. */
  public void deletePresent(String name, List<IpsetEntry> entries) {
    executeAll(IPSET_CMD_DEL, NetlinkUapi.NLM_F_EXCL, name, entries);
  }

  private void executeAll(int command, int flags, String name, List<IpsetEntry> entries) {
    int next = 0;
    while (next < entries.size()) {
      int from = next;
      int[] end = new int[1];
      try {
        connection.execute(
            out -> end[0] = IpsetCodec.writeEntries(out, command, flags, name, entries, from));
      } catch (KernelErrorException e) {
        throw new KernelErrorException(
            e.failures().stream().map(failure -> ofEntry(failure, from)).toList());
      }
      next = end[0];
    }
  }

  /** The failure under the index of the entry, whose line the kernel wrote into the request. */
  private static RequestFailure ofEntry(RequestFailure failure, int from) {
    int line =
        IpsetCodec.decodeLine(AttributeReader.of(failure.echo(), NetfilterUapi.SIZEOF_NFGENMSG));
    int index = line == 0 ? from : line - 1;
    return new RequestFailure(
        index, failure.errno(), failure.name(), failure.text(), failure.offset(), failure.echo());
  }

  /** A set with its entries; empty if there is none of the name, or one of an unknown type. */
  public Optional<IpsetListing> list(String name) {
    try {
      return list(out -> IpsetCodec.writeList(out, name)).stream().findFirst();
    } catch (KernelErrorException e) {
      if (e.is(Errno.ENOENT)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** All sets of the types that are known here, with their entries. */
  public List<IpsetListing> listAll() {
    return list(out -> IpsetCodec.writeListAll(out, true));
  }

  /** All sets of the types that are known here, without their entries. */
  public List<IpsetListing> listHeaders() {
    return list(out -> IpsetCodec.writeListAll(out, false));
  }

  /** The kernel's numbers for all sets, of whatever type, by name; rules hold these numbers. */
  public SortedMap<String, Integer> indexes() {
    SortedMap<String, Integer> indexes = new TreeMap<>();
    for (IpsetIndex one :
        connection.dump(out -> IpsetCodec.writeListAll(out, false), IpsetCodec::decodeIndex)) {
      indexes.put(one.name(), one.index());
    }
    return indexes;
  }

  /** The kernel's names for the types of all sets, known here or not, by the names of the sets. */
  public SortedMap<String, String> types() {
    SortedMap<String, String> types = new TreeMap<>();
    for (Map.Entry<String, String> one :
        connection.dump(out -> IpsetCodec.writeListAll(out, false), IpsetCodec::decodeType)) {
      types.put(one.getKey(), one.getValue());
    }
    return types;
  }

  private List<IpsetListing> list(NetlinkRequest request) {
    List<IpsetListing> sets = new ArrayList<>();
    ListingDecoder decoder = new ListingDecoder(sets::add);
    connection.stream(request, decoder::accept);
    decoder.finish();
    return sets;
  }

  @Override
  public void close() {
    connection.close();
  }
}
