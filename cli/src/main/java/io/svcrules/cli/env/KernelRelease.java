// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.env;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of Linux.
 *
 * @param major the first number
 * @param minor the second
 */
record KernelRelease(int major, int minor) {
  private static final Pattern NUMBERS = Pattern.compile("^(\\d{1,4})\\.(\\d{1,4})");

  /** Reads what {@code uname -r} prints; a text without numbers counts as newer than all others. */
  static KernelRelease parse(String release) {
    Matcher numbers = NUMBERS.matcher(release.strip());
    return numbers.find()
        ? new KernelRelease(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)))
        : new KernelRelease(Integer.MAX_VALUE, 0);
  }

  boolean isBefore(int otherMajor, int otherMinor) {
    return major < otherMajor || (major == otherMajor && minor < otherMinor);
  }
}
