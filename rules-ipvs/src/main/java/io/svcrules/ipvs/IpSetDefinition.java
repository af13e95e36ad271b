// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs;

import io.svcrules.model.IpFamily;
import java.util.List;

/**
 * How an ipset is created. Its hash size is left out: it is only where the kernel starts from.
 *
 * @param name at most 31 characters (linux/netfilter/ipset/ip_set.h IPSET_MAXNAMELEN is 32, the
 *     terminating zero included)
 * @param type what its elements are
 * @param family the family of the addresses; that of the rules which use it for a set of ports,
 *     which the kernel does not know
 * @param maxElements how many elements a hash may hold; 0 for a set of ports
 * @param extensions what else it was created with, such as {@code timeout 60}, as one string each;
 *     none if it is ours
 */
public record IpSetDefinition(
    String name, IpSetType type, IpFamily family, int maxElements, List<String> extensions) {
  /** How many elements a hash may hold if nothing is said, by kube-proxy and by ipset. */
  public static final int DEFAULT_MAX_ELEMENTS = 65536;

  /** The longest name. */
  public static final int MAX_NAME_LENGTH = 31;

  /** The number of buckets ipset and kube-proxy start with. */
  private static final int HASH_SIZE = 1024;

  /** Copies the extensions and refuses a name that is too long. */
  public IpSetDefinition {
    extensions = List.copyOf(extensions);
    if (name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
      throw new IllegalArgumentException("not a name of an ipset: \"" + name + "\"");
    }
  }

  /** A plain set. */
  public static IpSetDefinition of(String name, IpSetType type, IpFamily family) {
    int max = type == IpSetType.BITMAP_PORT ? 0 : DEFAULT_MAX_ELEMENTS;
    return new IpSetDefinition(name, type, family, max, List.of());
  }

  /** This set under another name. */
  public IpSetDefinition withName(String newName) {
    return new IpSetDefinition(newName, type, family, maxElements, extensions);
  }

  /** This set with room for a number of elements; unchanged if it has that. */
  public IpSetDefinition withRoomFor(int elements) {
    int max = maxElements;
    while (max != 0 && max < elements) {
      max *= 2;
    }
    return max == maxElements ? this : new IpSetDefinition(name, type, family, max, extensions);
  }

  /** Whether a set created in this way does for one that is wanted: more room does no harm. */
  public boolean suits(IpSetDefinition wanted) {
    return isSwappableWith(wanted)
        && extensions.equals(wanted.extensions)
        && maxElements >= wanted.maxElements;
  }

  /**
   * Whether the kernel exchanges the contents of the two sets: only those of one type and family
   * (net/netfilter/ipset/ip_set_core.c ip_set_swap).
   */
  public boolean isSwappableWith(IpSetDefinition other) {
    return type == other.type && (family == other.family || type == IpSetType.BITMAP_PORT);
  }

  /** Appends the line of {@code ipset save}, without its end. */
  public void appendTo(StringBuilder out) {
    out.append("create ").append(name).append(' ').append(type.text());
    if (type == IpSetType.BITMAP_PORT) {
      out.append(" range 0-65535");
    } else {
      out.append(family == IpFamily.IPV4 ? " family inet" : " family inet6")
          .append(" hashsize ")
          .append(HASH_SIZE)
          .append(" maxelem ")
          .append(maxElements);
    }
    for (String extension : extensions) {
      out.append(' ').append(extension);
    }
  }
}
