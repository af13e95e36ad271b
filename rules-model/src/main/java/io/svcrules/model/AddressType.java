// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model;

import java.util.Optional;

/** EndpointSlice {@code addressType}. */
public enum AddressType {
  /** IPv4 addresses. */
  IPV4("IPv4", IpFamily.IPV4),
  /** IPv6 addresses. */
  IPV6("IPv6", IpFamily.IPV6),
  /** Host names: such slices give no rules. */
  FQDN("FQDN", null);

  private final String kubernetesName;
  private final IpFamily family;

  AddressType(String kubernetesName, IpFamily family) {
    this.kubernetesName = kubernetesName;
    this.family = family;
  }

  /** The spelling of the Kubernetes field. */
  public String kubernetesName() {
    return kubernetesName;
  }

  /** The family of the addresses; empty for host names. */
  public Optional<IpFamily> family() {
    return Optional.ofNullable(family);
  }

  /** The type of slices that hold addresses of a family. */
  public static AddressType of(IpFamily family) {
    return family == IpFamily.IPV4 ? IPV4 : IPV6;
  }

  /** The type of that spelling. */
  public static Optional<AddressType> ofKubernetes(String name) {
    for (AddressType type : values()) {
      if (type.kubernetesName.equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
