// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import io.svcrules.model.explain.DnsNames;

/**
 * {@code --cluster-domain}: what the names of all Services end in.
 *
 * @param name a name in DNS, without a dot at its end
 */
public record ClusterDomain(String name) {
  /** That of clusters of which nothing else is known. */
  public static final ClusterDomain DEFAULT = new ClusterDomain(DnsNames.DEFAULT_DOMAIN);

  /** RFC 1035, section 2.3.4. */
  private static final int LONGEST = 253;

  private static final String LABEL = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";

  /**
   * Reads a name in DNS, with or without a dot at its end.
   *
   * @throws IllegalArgumentException if the text is none
   */
  static ClusterDomain parse(String text) {
    String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    if (name.length() > LONGEST || !name.matches(LABEL + "(\\." + LABEL + ")*")) {
      throw new IllegalArgumentException(
          "found \"" + text + "\", expected a name in DNS such as cluster.local");
    }
    return new ClusterDomain(name);
  }
}
