// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs;

import java.util.Optional;

/** How packets reach a real server (linux/ip_vs.h IP_VS_CONN_F_FWD_MASK). */
public enum ForwardingMethod {
  /** By rewriting addresses: the only one svcrules uses (IP_VS_CONN_F_MASQ). */
  MASQUERADE("-m", 0),
  /** In an IP tunnel (IP_VS_CONN_F_TUNNEL). */
  TUNNEL("-i", 2),
  /** By the link layer address (IP_VS_CONN_F_DROUTE). */
  ROUTE("-g", 3);

  private final String option;
  private final int number;

  ForwardingMethod(String option, int number) {
    this.option = option;
    this.number = number;
  }

  /** The option of ipvsadm. */
  public String option() {
    return option;
  }

  /** The number in the kernel's interface. */
  public int number() {
    return number;
  }

  /** The method of that option. */
  public static Optional<ForwardingMethod> ofOption(String option) {
    for (ForwardingMethod method : values()) {
      if (method.option.equals(option)) {
        return Optional.of(method);
      }
    }
    return Optional.empty();
  }
}
