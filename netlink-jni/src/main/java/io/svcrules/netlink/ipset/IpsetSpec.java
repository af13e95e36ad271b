// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.ipset;

import io.svcrules.netlink.InetFamily;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a set is created with.
 *
 * @param name at most 31 bytes, unique in its network namespace
 * @param type what its entries consist of
 * @param family the family of its addresses; empty for types without
 * @param hashSize the initial number of buckets, 0 for the kernel's choice; hash types only
 * @param maxElements how many entries it may hold, 0 for the kernel's choice; hash types only
 * @param firstPort the lowest port, for {@code bitmap:port}; else 0
 * @param lastPort the highest port, for {@code bitmap:port}; else 0
 * @param timeoutSeconds how long entries last that do not say so themselves, 0 for ever; empty if
 *     entries have no life time
 * @param comments whether entries may have comments
 * @param netmask how many leading bits count of the addresses that are added, 1 to 128; 0 if all
 *     do. {@code hash:ip} only
 */
public record IpsetSpec(
    String name,
    IpsetType type,
    Optional<InetFamily> family,
    int hashSize,
    int maxElements,
    int firstPort,
    int lastPort,
    OptionalInt timeoutSeconds,
    boolean comments,
    int netmask) {

  /** A hash set with the kernel's sizes. */
  public static IpsetSpec hash(String name, IpsetType type, InetFamily family) {
    return new IpsetSpec(
        name, type, Optional.of(family), 0, 0, 0, 0, OptionalInt.empty(), false, 0);
  }

  /** A set of ports from one to another, both included. */
  public static IpsetSpec ports(String name, int firstPort, int lastPort) {
    return new IpsetSpec(
        name,
        IpsetType.BITMAP_PORT,
        Optional.empty(),
        0,
        0,
        firstPort,
        lastPort,
        OptionalInt.empty(),
        false,
        0);
  }

  /** The same with sizes of one's own. */
  public IpsetSpec sized(int newHashSize, int newMaxElements) {
    return new IpsetSpec(
        name,
        type,
        family,
        newHashSize,
        newMaxElements,
        firstPort,
        lastPort,
        timeoutSeconds,
        comments,
        netmask);
  }

  /** The same with comments. */
  public IpsetSpec withComments() {
    return new IpsetSpec(
        name,
        type,
        family,
        hashSize,
        maxElements,
        firstPort,
        lastPort,
        timeoutSeconds,
        true,
        netmask);
  }

  /** The same with life times. */
  public IpsetSpec withTimeout(int seconds) {
    return new IpsetSpec(
        name,
        type,
        family,
        hashSize,
        maxElements,
        firstPort,
        lastPort,
        OptionalInt.of(seconds),
        comments,
        netmask);
  }

  /** The same under another name. */
  public IpsetSpec named(String newName) {
    return new IpsetSpec(
        newName,
        type,
        family,
        hashSize,
        maxElements,
        firstPort,
        lastPort,
        timeoutSeconds,
        comments,
        netmask);
  }
}
