// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model;

import java.util.Optional;

/** Service {@code spec.type}. */
public enum ServiceType {
  /** Reached by its cluster IP. */
  CLUSTER_IP("ClusterIP"),
  /** Also reached by a port of every node. */
  NODE_PORT("NodePort"),
  /** Also reached by addresses of a load balancer. */
  LOAD_BALANCER("LoadBalancer"),
  /** An alias in DNS: no rules. */
  EXTERNAL_NAME("ExternalName");

  private final String kubernetesName;

  ServiceType(String kubernetesName) {
    this.kubernetesName = kubernetesName;
  }

  /** The spelling of the Kubernetes field. */
  public String kubernetesName() {
    return kubernetesName;
  }

  /** The type of that spelling. */
  public static Optional<ServiceType> ofKubernetes(String name) {
    for (ServiceType type : values()) {
      if (type.kubernetesName.equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
