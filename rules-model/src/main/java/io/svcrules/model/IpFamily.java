// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model;

/** An IP protocol family, in the order in which dual-stack output prints them. */
public enum IpFamily {
  /** Internet Protocol version 4: 32-bit addresses. */
  IPV4("IPv4", 32),
  /** Internet Protocol version 6: 128-bit addresses. */
  IPV6("IPv6", 128);

  private final String kubernetesName;
  private final int bits;

  IpFamily(String kubernetesName, int bits) {
    this.kubernetesName = kubernetesName;
    this.bits = bits;
  }

  /** The name in Service {@code spec.ipFamilies} and EndpointSlice {@code addressType}. */
  public String kubernetesName() {
    return kubernetesName;
  }

  /** The length of an address: 32 or 128. */
  public int bits() {
    return bits;
  }
}
