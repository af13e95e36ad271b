// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.compile;

import io.svcrules.iptables.ChainPolicy;
import io.svcrules.iptables.CommentMatch;
import io.svcrules.iptables.ConntrackMatch;
import io.svcrules.iptables.ConntrackState;
import io.svcrules.iptables.Jump;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules in built-in chains that lead into the chains of services, in the order in which packets
 * meet them. kube-proxy inserts each at the top, one after the other, so the one it inserts last
 * comes first.
 */
final class HookJumps {
  private static final ConntrackMatch NEW = ConntrackMatch.of(ConntrackState.NEW);

  private HookJumps() {}

  static List<ReasonedChain> of(Table table) {
    List<ReasonedChain> chains = new ArrayList<>();
    for (String hook : table.builtInChains()) {
      ChainBuilder chain = new ChainBuilder(hook, ChainPolicy.ACCEPT);
      if (table == Table.FILTER) {
        addFilter(chain, hook);
      } else {
        addNat(chain, hook);
      }
      chains.add(chain.build());
    }
    return chains;
  }

  private static void addFilter(ChainBuilder chain, String hook) {
    boolean forward = hook.equals("FORWARD");
    if (!forward) {
      jump(chain, ChainNames.KUBELET_FIREWALL);
    }
    jump(
        chain,
        ChainNames.PROXY_FIREWALL,
        NEW,
        new CommentMatch("kubernetes load balancer firewall"));
    if (forward) {
      jump(chain, ChainNames.FORWARD, new CommentMatch("kubernetes forwarding rules"));
    }
    if (hook.equals("INPUT")) {
      jump(chain, ChainNames.NODE_PORTS, new CommentMatch("kubernetes health check service ports"));
    } else {
      jump(chain, ChainNames.SERVICES, NEW, new CommentMatch("kubernetes service portals"));
    }
    if (!hook.equals("OUTPUT")) {
      jump(
          chain,
          ChainNames.EXTERNAL_SERVICES,
          NEW,
          new CommentMatch("kubernetes externally-visible service portals"));
    }
  }

  private static void addNat(ChainBuilder chain, String hook) {
    if (hook.equals("POSTROUTING")) {
      jump(chain, ChainNames.POSTROUTING, new CommentMatch("kubernetes postrouting rules"));
    } else if (!hook.equals("INPUT")) {
      jump(chain, ChainNames.SERVICES, new CommentMatch("kubernetes service portals"));
    }
  }

  private static void jump(ChainBuilder chain, String target, Match... matches) {
    chain.add(RuleReason.HOOK, new Jump(target), matches);
  }
}
