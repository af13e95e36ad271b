// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

/** Whether hints of one kind narrow the endpoints of policy Cluster, or what keeps them from it. */
public enum TopologyStep {
  /** No traffic goes to endpoints of the whole cluster. */
  NOT_ASKED("no traffic goes by policy Cluster"),
  /** The rule of Kubernetes 1.30 knows no hints for nodes. */
  NOT_IN_RULE("the rule of Kubernetes 1.30 knows no node hints"),
  /** The rule of Kubernetes 1.30 wants an annotation. */
  NO_ANNOTATION(
      "the rule of Kubernetes 1.30 wants the annotation "
          + Topology.ANNOTATION
          + " on the Service"),
  /** The node is in no zone. */
  NO_ZONE("the node has no label topology.kubernetes.io/zone"),
  /** Hints of the other kind have decided. */
  NOT_NEEDED("node hints have decided"),
  /** A ready endpoint carries no hint. */
  MISSING_HINT("a ready endpoint carries none"),
  /** No ready endpoint is meant for this node or its zone. */
  NONE_HERE("no ready endpoint is meant for here"),
  /** Every ready endpoint carries hints, and some are meant for here. */
  FIRED("every ready endpoint carries one, and some are meant for here");

  private final String text;

  TopologyStep(String text) {
    this.text = text;
  }

  /** Why, for people: a clause about hints of that kind. */
  public String text() {
    return text;
  }
}
