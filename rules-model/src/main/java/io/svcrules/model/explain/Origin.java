// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.explain;

/** Where a client of a Service is, seen from the node whose rules are made. */
public enum Origin {
  /** In a pod of this node. */
  POD("pods of this node"),
  /** A process of the node itself. */
  NODE("the node itself"),
  /** Anywhere else: outside the cluster, or another node. */
  OUTSIDE("elsewhere");

  private final String text;

  Origin(String text) {
    this.text = text;
  }

  /** What people call it. */
  public String text() {
    return text;
  }
}
