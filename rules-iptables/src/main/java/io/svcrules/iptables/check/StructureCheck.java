// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.check;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.ChainGraph;
import io.svcrules.iptables.CommentMatch;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableRules;
import io.svcrules.iptables.check.Finding.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Properties that every ruleset of ours has, whatever the services are. */
public final class StructureCheck {
  // linux/netfilter/x_tables.h XT_EXTENSION_MAXNAMELEN, without the terminating zero.
  private static final int MAX_CHAIN_NAME = 28;
  // linux/netfilter/xt_comment.h XT_MAX_COMMENT_LEN, without the terminating zero.
  private static final int MAX_COMMENT = 255;

  private static final String OWN = "KUBE-";
  private static final String NODE_PORTS = "KUBE-NODEPORTS";
  private static final String SERVICES = "KUBE-SERVICES";
  // Chains that list services, of which there may be none; the one that guards local addresses,
  // which IPv6 does not need; and those by which a flush is noticed.
  private static final Set<String> MAY_BE_EMPTY =
      Set.of(
          NODE_PORTS,
          "KUBE-EXTERNAL-SERVICES",
          "KUBE-PROXY-FIREWALL",
          "KUBE-FIREWALL",
          "KUBE-PROXY-CANARY",
          "KUBE-KUBELET-CANARY");
  // Without services nothing is masqueraded.
  private static final Set<String> MAY_BE_UNREACHABLE =
      Set.of("KUBE-MARK-MASQ", "KUBE-PROXY-CANARY", "KUBE-KUBELET-CANARY");

  private final TableRules table;
  private final List<Finding> findings;

  private StructureCheck(TableRules table, List<Finding> findings) {
    this.table = table;
    this.findings = findings;
  }

  /** All findings, table by table and chain by chain; empty if all is well. */
  public static List<Finding> findings(Ruleset ruleset) {
    List<Finding> findings = new ArrayList<>();
    ruleset.tables().values().forEach(table -> new StructureCheck(table, findings).run());
    return List.copyOf(findings);
  }

  private void run() {
    Set<String> reachable = ChainGraph.of(table).reachableFrom(table.table().builtInChains());
    for (Chain chain : table.chains().values()) {
      checkName(chain);
      chain.rules().forEach(rule -> checkRule(chain, rule));
      if (chain.name().startsWith(OWN)) {
        checkOwn(chain, reachable);
      }
    }
    Optional<String> loop = ChainGraph.of(table).findLoop(table.chains().keySet());
    loop.ifPresent(chain -> find(Kind.LOOP, chain, ""));
  }

  private void checkName(Chain chain) {
    if (bytes(chain.name()) > MAX_CHAIN_NAME) {
      find(Kind.LONG_NAME, chain.name(), bytes(chain.name()) + " bytes");
    }
  }

  private void checkRule(Chain chain, Rule rule) {
    String called = rule.target().calledChain().orElse(null);
    if (called != null && !table.chains().containsKey(called)) {
      find(Kind.MISSING_CHAIN, chain.name(), rule.toString());
    }
    for (Match match : rule.matches()) {
      if (match instanceof CommentMatch comment && bytes(comment.text()) > MAX_COMMENT) {
        find(Kind.LONG_COMMENT, chain.name(), rule.toString());
      }
    }
  }

  private void checkOwn(Chain chain, Set<String> reachable) {
    String name = chain.name();
    if (!reachable.contains(name) && !MAY_BE_UNREACHABLE.contains(name)) {
      find(Kind.UNREACHABLE, name, "");
    }
    if (chain.rules().isEmpty() && !mayBeEmpty(name)) {
      find(Kind.EMPTY, name, "");
    }
    if (name.startsWith("KUBE-SVC-") || name.startsWith("KUBE-SVL-")) {
      checkShares(chain);
    }
    if (name.equals(SERVICES) && table.table() == Table.NAT) {
      checkNodePortsLast(chain);
    }
  }

  // The nat table always has the jump to the node ports in KUBE-SERVICES.
  private boolean mayBeEmpty(String name) {
    return MAY_BE_EMPTY.contains(name) || (name.equals(SERVICES) && table.table() == Table.FILTER);
  }

  private void checkShares(Chain chain) {
    Shares shares = Shares.of(chain);
    if (!shares.isComplete()) {
      find(Kind.LOST_SHARE, chain.name(), shares.toString());
    }
    if (!shares.isEven()) {
      find(Kind.UNEVEN_SHARES, chain.name(), shares.toString());
    }
  }

  private void checkNodePortsLast(Chain chain) {
    boolean nodePorts = false;
    for (Rule rule : chain.rules()) {
      boolean jumps = rule.target().calledChain().equals(Optional.of(NODE_PORTS));
      if (nodePorts && !jumps) {
        find(Kind.NODE_PORTS_NOT_LAST, chain.name(), rule.toString());
      }
      nodePorts |= jumps;
    }
  }

  private void find(Kind kind, String chain, String detail) {
    findings.add(new Finding(kind, table.table(), chain, detail));
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
