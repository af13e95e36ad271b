// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.graph;

import io.svcrules.iptables.Ruleset;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.compile.IpvsFragment;
import io.svcrules.model.IpFamily;
import io.svcrules.model.graph.DiagramGroup;

/** Draws what mode ipvs keeps: virtual servers with sets and real servers, and constant rules. */
public final class ServerDiagrams {
  private ServerDiagrams() {}

  /**
   * The picture of one service port: from its addresses by sets and virtual servers to endpoints.
   *
   * @param compiled all virtual servers of the family, which know whose an address is
   */
  public static DiagramGroup of(CompiledIpvs compiled, IpvsFragment fragment) {
    IpFamily family = compiled.state().family();
    ServerPicture picture = new ServerPicture(compiled, fragment);
    return new DiagramGroup(
        fragment.name() + ", " + fragment.name().protocol() + ", " + family.kubernetesName(),
        picture.nodes(),
        picture.edges());
  }

  /** The picture of the rules that all services share: from hooks through chains to verdicts. */
  public static DiagramGroup constant(Ruleset rules) {
    ConstantPicture picture = new ConstantPicture(rules);
    return new DiagramGroup(
        "rules that all services share, " + rules.family().kubernetesName(),
        picture.nodes(),
        picture.edges());
  }
}
