// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.env;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a process may do beyond what every process may: capabilities(7).
 *
 * @param bits one bit for each, numbered as in linux/capability.h
 */
record Capabilities(long bits) {
  /** linux/capability.h CAP_NET_ADMIN. */
  private static final int NET_ADMIN = 12;

  /** proc(5): 16 hexadecimal digits. */
  private static final Pattern EFFECTIVE =
      Pattern.compile("^CapEff:\\s*([0-9a-f]{16})$", Pattern.MULTILINE);

  /** The effective ones, from the text of {@code /proc/PID/status}; empty if it has none. */
  static Optional<Capabilities> effective(String status) {
    return EFFECTIVE.matcher(status).results().findFirst().map(Capabilities::of);
  }

  private static Capabilities of(MatchResult line) {
    return new Capabilities(Long.parseUnsignedLong(line.group(1), 16));
  }

  boolean hasNetAdmin() {
    return (bits >> NET_ADMIN & 1) != 0;
  }
}
