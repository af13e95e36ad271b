// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import io.svcrules.model.IpFamily;
import java.util.List;

/** {@code --family}: which families' rules are made. */
public enum FamilyChoice {
  /** IPv4 only. */
  IPV4("ipv4", List.of(IpFamily.IPV4)),
  /** IPv6 only. */
  IPV6("ipv6", List.of(IpFamily.IPV6)),
  /** Both. */
  DUAL("dual", List.of(IpFamily.IPV4, IpFamily.IPV6));

  private final String spelling;
  private final List<IpFamily> families;

  FamilyChoice(String spelling, List<IpFamily> families) {
    this.spelling = spelling;
    this.families = families;
  }

  /** The families, in the order of the output. */
  public List<IpFamily> families() {
    return families;
  }

  @Override
  public String toString() {
    return spelling;
  }
}
