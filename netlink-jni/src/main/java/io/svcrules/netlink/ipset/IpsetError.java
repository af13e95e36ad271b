// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.ipset;

import io.svcrules.netlink.Errno;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The error numbers of ipset's own ({@code enum ipset_errno} in {@code
 * linux/netfilter/ipset/ip_set.h}, and from 4352 on those of {@code ip_set_hash.h} and {@code
 * ip_set_bitmap.h}, which share numbers).
 */
public enum IpsetError {
  /** Another protocol version is spoken. */
  IPSET_ERR_PROTOCOL(4097),
  /** The kernel has no such type. */
  IPSET_ERR_FIND_TYPE(4098),
  /** There are too many sets. */
  IPSET_ERR_MAX_SETS(4099),
  /** The set is in use. */
  IPSET_ERR_BUSY(4100),
  /** There is a set of the new name. */
  IPSET_ERR_EXIST_SETNAME2(4101),
  /** The two sets are of different types. */
  IPSET_ERR_TYPE_MISMATCH(4102),
  /** The entry to add is there, or the one to delete or test is not. */
  IPSET_ERR_EXIST(4103),
  /** The prefix length is out of range. */
  IPSET_ERR_INVALID_CIDR(4104),
  /** The netmask cannot be. */
  IPSET_ERR_INVALID_NETMASK(4105),
  /** The type knows no such family. */
  IPSET_ERR_INVALID_FAMILY(4106),
  /** The set has no life times. */
  IPSET_ERR_TIMEOUT(4107),
  /** Rules or other sets refer to the set. */
  IPSET_ERR_REFERENCED(4108),
  /** An IPv4 address is wanted. */
  IPSET_ERR_IPADDR_IPV4(4109),
  /** An IPv6 address is wanted. */
  IPSET_ERR_IPADDR_IPV6(4110),
  /** The set has no counters. */
  IPSET_ERR_COUNTER(4111),
  /** The set has no comments. */
  IPSET_ERR_COMMENT(4112),
  /** The mark mask cannot be. */
  IPSET_ERR_INVALID_MARKMASK(4113),
  /** The set has no skb data. */
  IPSET_ERR_SKBINFO(4114),
  /** The set is full. */
  IPSET_ERR_HASH_FULL(4352),
  /** The entry is out of the range of the set. */
  IPSET_ERR_BITMAP_RANGE(4352),
  /** The entry is zero. */
  IPSET_ERR_HASH_ELEM(4353),
  /** The range exceeds what the type can hold. */
  IPSET_ERR_BITMAP_RANGE_SIZE(4353),
  /** The protocol cannot be. */
  IPSET_ERR_INVALID_PROTO(4354),
  /** A protocol is wanted. */
  IPSET_ERR_MISSING_PROTO(4355),
  /** The type takes no ranges. */
  IPSET_ERR_HASH_RANGE_UNSUPPORTED(4356),
  /** The range cannot be. */
  IPSET_ERR_HASH_RANGE(4357);

  private final int number;

  IpsetError(int number) {
    this.number = number;
  }

  /** The error number. */
  public int number() {
    return number;
  }

  /** The names of an error number, of the system's too; several are joined by {@code /}. */
  public static String describe(int number) {
    String names =
        Stream.of(values())
            .filter(error -> error.number == number)
            .map(IpsetError::name)
            .collect(Collectors.joining("/"));
    return names.isEmpty() ? Errno.describe(number) : names;
  }
}
