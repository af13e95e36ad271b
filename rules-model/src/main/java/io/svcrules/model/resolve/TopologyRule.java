// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

/** When topology hints of endpoints count. */
public enum TopologyRule {
  /**
   * As of Kubernetes 1.33: node hints, then zone hints, whenever every ready endpoint carries them;
   * the Service needs no annotation.
   */
  CURRENT,
  /**
   * As of Kubernetes 1.30: zone hints only, and only if the Service carries the annotation {@code
   * service.kubernetes.io/topology-mode} or its older name.
   */
  KUBERNETES_1_30
}
