// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model;

import java.util.List;
import java.util.stream.IntStream;

/** The canonical spelling of addresses. */
final class IpAddressText {
  private static final int GROUPS = 8;

  // Four numbers for each of some 200,000 addresses: writing them digit by digit shows.
  private static final List<String> OCTETS =
      IntStream.range(0, 256).mapToObj(Integer::toString).toList();

  private IpAddressText() {}

  static void appendIpv4(StringBuilder out, int bits) {
    out.append(OCTETS.get(bits >>> 24))
        .append('.')
        .append(OCTETS.get(bits >>> 16 & 0xff))
        .append('.')
        .append(OCTETS.get(bits >>> 8 & 0xff))
        .append('.')
        .append(OCTETS.get(bits & 0xff));
  }

  /** RFC 5952: lower case, no leading zeros, the first longest run of two or more zero groups. */
  static void appendIpv6(StringBuilder out, long high, long low) {
    int start = GROUPS;
    int length = 1;
    for (int i = 0; i < GROUPS; i++) {
      int run = zeroRun(high, low, i);
      if (run > length) {
        start = i;
        length = run;
      }
    }
    for (int i = 0; i < GROUPS; i++) {
      if (i == start) {
        out.append("::");
        i += length - 1;
      } else {
        if (i > 0 && i != start + length) {
          out.append(':');
        }
        out.append(Integer.toHexString(group(high, low, i)));
      }
    }
  }

  private static int zeroRun(long high, long low, int from) {
    int i = from;
    while (i < GROUPS && group(high, low, i) == 0) {
      i++;
    }
    return i - from;
  }

  private static int group(long high, long low, int index) {
    long half = index < 4 ? high : low;
    return (int) (half >>> ((3 - index % 4) * 16)) & 0xffff;
  }
}
