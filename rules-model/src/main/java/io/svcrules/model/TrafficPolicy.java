// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model;

import java.util.Optional;

/** Service {@code spec.internalTrafficPolicy} and {@code spec.externalTrafficPolicy}. */
public enum TrafficPolicy {
  /** All endpoints of the cluster. */
  CLUSTER("Cluster"),
  /** Only the endpoints on this node. */
  LOCAL("Local");

  private final String kubernetesName;

  TrafficPolicy(String kubernetesName) {
    this.kubernetesName = kubernetesName;
  }

  /** The spelling of the Kubernetes field. */
  public String kubernetesName() {
    return kubernetesName;
  }

  /** The policy of that spelling. */
  public static Optional<TrafficPolicy> ofKubernetes(String name) {
    for (TrafficPolicy policy : values()) {
      if (policy.kubernetesName.equals(name)) {
        return Optional.of(policy);
      }
    }
    return Optional.empty();
  }
}
