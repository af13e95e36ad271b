// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import io.svcrules.model.IpFamily;
import java.util.List;

/** {@code --family}: which families' rules are made. */
public enum FamilyChoice {
  /** IPv4 only. */
  IPV4("ipv4"),
  /** IPv6 only. */
  IPV6("ipv6"),
  /** Both. */
  DUAL("dual");

  private final String spelling;

  FamilyChoice(String spelling) {
    this.spelling = spelling;
  }

  /** The families, in the order of the output. */
  public List<IpFamily> families() {
    return switch (this) {
      case IPV4 -> List.of(IpFamily.IPV4);
      case IPV6 -> List.of(IpFamily.IPV6);
      case DUAL -> List.of(IpFamily.IPV4, IpFamily.IPV6);
    };
  }

  @Override
  public String toString() {
    return spelling;
  }
}
