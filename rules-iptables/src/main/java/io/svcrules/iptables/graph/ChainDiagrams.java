// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.graph;

import io.svcrules.iptables.compile.Fragment;
import io.svcrules.model.IpFamily;
import io.svcrules.model.graph.DiagramGroup;

/** Draws the chains of service ports: from addresses through chains to endpoints. */
public final class ChainDiagrams {
  private ChainDiagrams() {}

  /** The picture of one service port. */
  public static DiagramGroup of(IpFamily family, Fragment fragment) {
    String title =
        fragment.name() + ", " + fragment.name().protocol() + ", " + family.kubernetesName();
    FragmentPicture picture = new FragmentPicture(fragment);
    return new DiagramGroup(title, picture.nodes(), picture.edges());
  }
}
