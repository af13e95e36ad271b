// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

/** The textual forms of addresses: dotted quads and RFC 5952, never asking a name service. */
final class InetAddrText {

  private static final int GROUPS = 8;

  private InetAddrText() {}

  static String format(InetAddr address) {
    return address.family() == InetFamily.IPV4
        ? formatIpv4((int) address.low())
        : formatIpv6(address);
  }

  private static String formatIpv4(int bits) {
    return (bits >>> 24)
        + "."
        + (bits >>> 16 & 0xff)
        + "."
        + (bits >>> 8 & 0xff)
        + "."
        + (bits & 0xff);
  }

  private static String formatIpv6(InetAddr address) {
    if (address.high() == 0 && address.low() >>> 32 == 0xffff) {
      // RFC 5952, section 5: the prefix of IPv4-mapped addresses is well known.
      return "::ffff:" + formatIpv4((int) address.low());
    }
    int zeros = longestRunOfZeros(address);
    int end = zeros < 0 ? -1 : zeros + runLength(address, zeros);
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < GROUPS; i++) {
      if (i == zeros) {
        text.append("::");
        i = end - 1;
        continue;
      }
      if (i > 0 && i != end) {
        text.append(':');
      }
      text.append(Integer.toHexString(group(address, i)));
    }
    return text.toString();
  }

  private static int group(InetAddr address, int index) {
    long half = index < 4 ? address.high() : address.low();
    return (int) (half >>> (48 - 16 * (index & 3))) & 0xffff;
  }

  private static int runLength(InetAddr address, int start) {
    int end = start;
    while (end < GROUPS && group(address, end) == 0) {
      end++;
    }
    return end - start;
  }

  /** The first of the longest runs of at least two zero groups, or -1. */
  private static int longestRunOfZeros(InetAddr address) {
    int best = -1;
    int length = 1;
    for (int i = 0; i < GROUPS; i++) {
      int run = runLength(address, i);
      if (run > length) {
        best = i;
        length = run;
      }
    }
    return best;
  }

  static InetAddr parse(String text) {
    if (text.indexOf(':') < 0) {
      return InetAddr.ipv4(parseIpv4(text, text));
    }
    int gap = text.indexOf("::");
    int[] left = groups(gap < 0 ? text : text.substring(0, gap), text);
    int[] right = groups(gap < 0 ? "" : text.substring(gap + 2), text);
    int given = left.length + right.length;
    if (gap < 0 ? given != GROUPS : given >= GROUPS) {
      throw malformed(text);
    }
    long[] halves = new long[2];
    place(halves, left, 0);
    place(halves, right, GROUPS - right.length);
    return InetAddr.ipv6(halves[0], halves[1]);
  }

  private static void place(long[] halves, int[] groups, int from) {
    for (int i = 0; i < groups.length; i++) {
      int index = from + i;
      halves[index / 4] |= (long) groups[i] << (48 - 16 * (index & 3));
    }
  }

  private static int[] groups(String part, String text) {
    if (part.isEmpty()) {
      return new int[0];
    }
    String[] words = part.split(":", -1);
    boolean quad = words[words.length - 1].indexOf('.') >= 0;
    int[] groups = new int[words.length + (quad ? 1 : 0)];
    for (int i = 0; i < words.length - (quad ? 1 : 0); i++) {
      groups[i] = number(words[i], 16, 4, 0xffff, text);
    }
    if (quad) {
      int bits = parseIpv4(words[words.length - 1], text);
      groups[groups.length - 2] = bits >>> 16;
      groups[groups.length - 1] = bits & 0xffff;
    }
    return groups;
  }

  private static int parseIpv4(String quad, String text) {
    String[] words = quad.split("\\.", -1);
    if (words.length != 4) {
      throw malformed(text);
    }
    int bits = 0;
    for (String word : words) {
      if (word.length() > 1 && word.charAt(0) == '0') {
        // Octal to some readers, decimal to others.
        throw malformed(text);
      }
      bits = bits << 8 | number(word, 10, 3, 0xff, text);
    }
    return bits;
  }

  private static int number(String word, int radix, int digits, int max, String text) {
    if (word.isEmpty() || word.length() > digits) {
      throw malformed(text);
    }
    int value = 0;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, radix) : -1;
      if (digit < 0) {
        throw malformed(text);
      }
      value = value * radix + digit;
    }
    if (value > max) {
      throw malformed(text);
    }
    return value;
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException("no IPv4 or IPv6 address: " + text);
  }
}
