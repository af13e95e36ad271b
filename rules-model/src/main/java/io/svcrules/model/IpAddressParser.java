// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model;

import java.util.Optional;

/** Reads addresses without ever asking DNS, unlike the JDK's own parser. */
final class IpAddressParser {
  private static final int GROUPS = 8;
  private static final long MAPPED_PREFIX = 0xffffL << 32;

  private IpAddressParser() {}

  static Optional<IpAddress> parse(String text) {
    if (text.indexOf(':') >= 0) {
      return parseIpv6(text);
    }
    long bits = ipv4Bits(text, 0);
    return bits < 0 ? Optional.empty() : Optional.of(new IpAddress(IpFamily.IPV4, 0, bits));
  }

  /** The 32 bits of the dotted quad that fills the text from an index on; negative if none. */
  private static long ipv4Bits(String text, int from) {
    long bits = 0;
    int octets = 0;
    int i = from;
    while (octets < 4) {
      int end = text.indexOf('.', i);
      if ((end < 0) != (octets == 3)) {
        return -1;
      }
      int octet = octet(text, i, end < 0 ? text.length() : end);
      if (octet < 0) {
        return -1;
      }
      bits = bits << 8 | octet;
      octets++;
      i = end + 1;
    }
    return bits;
  }

  private static int octet(String text, int from, int to) {
    int value = from < to ? 0 : -1;
    for (int i = from; i < to && value >= 0; i++) {
      int digit = text.charAt(i) - '0';
      value = digit < 0 || digit > 9 ? -1 : value * 10 + digit;
      value = value > 255 ? -1 : value;
    }
    return value;
  }

  private static Optional<IpAddress> parseIpv6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      Groups all = Groups.read(text);
      return all != null && all.count == GROUPS ? Optional.of(all.address(all)) : Optional.empty();
    }
    if (text.indexOf("::", gap + 1) >= 0) {
      return Optional.empty();
    }
    Groups before = Groups.read(text.substring(0, gap));
    Groups after = Groups.read(text.substring(gap + 2));
    // A dotted quad may only end the address, so not stand before the gap.
    if (before == null || after == null || before.dotted || before.count + after.count >= GROUPS) {
      return Optional.empty();
    }
    return Optional.of(before.address(after));
  }

  /** Colon separated groups, perhaps with a dotted quad at the end. */
  private static final class Groups {
    private final int[] values = new int[GROUPS];
    private int count;
    private boolean dotted;

    /** Null if the text is not made of at most eight groups. */
    static Groups read(String text) {
      Groups groups = new Groups();
      int i = 0;
      while (i < text.length()) {
        int colon = text.indexOf(':', i);
        int end = colon < 0 ? text.length() : colon;
        boolean added =
            (colon < 0 && text.indexOf('.', i) >= 0)
                ? groups.addDotted(text, i)
                : groups.addHex(text, i, end);
        if (!added || colon == text.length() - 1) {
          return null;
        }
        i = end + 1;
      }
      return groups;
    }

    private boolean addHex(String text, int from, int to) {
      if (count == GROUPS || to == from || to - from > 4) {
        return false;
      }
      int value = 0;
      for (int i = from; i < to; i++) {
        int digit = hexDigit(text.charAt(i));
        if (digit < 0) {
          return false;
        }
        value = value << 4 | digit;
      }
      values[count++] = value;
      return true;
    }

    // Character.digit would accept digits of every script.
    private static int hexDigit(char c) {
      if (c >= '0' && c <= '9') {
        return c - '0';
      }
      int lower = c | 0x20;
      return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    private boolean addDotted(String text, int from) {
      long bits = ipv4Bits(text, from);
      if (bits < 0 || count > GROUPS - 2) {
        return false;
      }
      values[count++] = (int) (bits >>> 16);
      values[count++] = (int) (bits & 0xffff);
      dotted = true;
      return true;
    }

    /** The address that starts with these groups and ends with the tail's. */
    IpAddress address(Groups tail) {
      int[] all = new int[GROUPS];
      System.arraycopy(values, 0, all, 0, count);
      System.arraycopy(tail.values, 0, all, GROUPS - tail.count, tail.count);
      long high = 0;
      long low = 0;
      for (int i = 0; i < 4; i++) {
        high = high << 16 | all[i];
        low = low << 16 | all[i + 4];
      }
      boolean mapped = high == 0 && (low & ~0xffffffffL) == MAPPED_PREFIX;
      return mapped
          ? new IpAddress(IpFamily.IPV4, 0, low & 0xffffffffL)
          : IpAddress.ofIpv6(high, low);
    }
  }
}
