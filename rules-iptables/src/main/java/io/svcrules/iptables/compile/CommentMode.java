// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.compile;

/** Which rules of a service port carry comments. */
public enum CommentMode {
  /**
   * All of them, but in clusters with more than {@link #LARGE_CLUSTER} endpoints not those between
   * a service and its endpoints, which are most of the text: what kube-proxy does.
   */
  AUTO,
  /** All of them, however large the cluster. */
  ALWAYS,
  /**
   * None of them. The chains and jump rules that exist whatever the services keep theirs, because
   * kube-proxy and kubelet recognise their own rules by them.
   */
  NEVER;

  /** The number of endpoints up to which {@link #AUTO} writes all comments. */
  public static final int LARGE_CLUSTER = 1000;

  /** Whether rules at the addresses of a service carry comments. */
  boolean atAddresses() {
    return this != NEVER;
  }

  /**
   * Whether rules between a service and its endpoints carry comments.
   *
   * @param endpointCount how many endpoints all service ports of the family have together
   */
  public boolean atEndpoints(int endpointCount) {
    return switch (this) {
      case AUTO -> endpointCount <= LARGE_CLUSTER;
      case ALWAYS -> true;
      case NEVER -> false;
    };
  }
}
