// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;

/** Reads the value of an option that takes a network. */
final class NetworkText {
  private static final String EXAMPLE_4 = "10.244.0.0/16";
  private static final String EXAMPLE_6 = "fd00:10:244::/56";

  private NetworkText() {}

  /**
   * Reads {@code ADDRESS/LENGTH}.
   *
   * @throws IllegalArgumentException if the text is no network; it says what would be right
   */
  static Cidr parse(String text) {
    return Cidr.tryParse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException("found \"" + text + "\", expected " + expected(text)));
  }

  private static String expected(String text) {
    int slash = text.indexOf('/');
    return IpAddress.tryParse(slash < 0 ? text : text.substring(0, slash))
        .map(address -> length(address.family()))
        .orElse("a network such as " + EXAMPLE_4 + " or " + EXAMPLE_6);
  }

  /** The address is right, so what is wrong comes behind it. */
  private static String length(IpFamily family) {
    return "a prefix length from 0 to "
        + family.bits()
        + " behind the address, such as "
        + (family == IpFamily.IPV4 ? EXAMPLE_4 : EXAMPLE_6);
  }
}
