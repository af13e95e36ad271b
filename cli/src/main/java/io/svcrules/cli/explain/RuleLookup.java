// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.explain;

import io.svcrules.cli.env.UsageException;
import io.svcrules.cli.rules.NodeView;
import io.svcrules.iptables.explain.RuleCause;
import io.svcrules.iptables.explain.RuleCauses;
import io.svcrules.iptables.explain.RuleOrigin;
import io.svcrules.iptables.explain.RuleOrigins;
import io.svcrules.iptables.explain.SavedRule;
import io.svcrules.model.IpFamily;
import io.svcrules.model.ServicePortName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Leads chains and rules back to the objects they were made from. */
final class RuleLookup implements Lookup {
  private final NodeView view;

  RuleLookup(NodeView view) {
    this.view = view;
  }

  /** All rules of a chain. */
  @Override
  public RuleAnswer chain(String chain) {
    List<RuleAnswer.Family> families = new ArrayList<>();
    for (IpFamily family : view.families()) {
      Causes causes = new Causes(family);
      if (causes.origins.hasChain(chain)) {
        families.add(causes.family(chain, causes.origins.chain(chain)));
      }
    }
    boolean found = !families.isEmpty();
    return new RuleAnswer(
        RuleAnswer.Place.CHAIN, chain, families, found, found ? "" : noChain(chain));
  }

  static String noChain(String chain) {
    return chain.startsWith("KUBE-")
        ? "no rule of these objects, seen from this node, is in a chain " + chain
        : "the chain " + chain + " is no chain of Services";
  }

  /**
   * One rule.
   *
   * @throws UsageException if the line is no rule
   */
  @Override
  public RuleAnswer rule(String line) {
    List<RuleAnswer.Family> found = new ArrayList<>();
    List<RuleAnswer.Family> near = new ArrayList<>();
    String chain = "";
    String problem = "";
    for (IpFamily family : view.families()) {
      try {
        SavedRule rule = SavedRule.parse(family, line);
        chain = rule.chain();
        Causes causes = new Causes(family);
        List<RuleOrigin> same = causes.find(rule);
        if (!same.isEmpty()) {
          found.add(causes.family(chain, same));
        } else if (causes.origins.hasChain(chain)) {
          near.add(causes.family(chain, causes.origins.chain(chain)));
        }
      } catch (IllegalArgumentException e) {
        problem = e.getMessage();
      }
    }
    if (chain.isEmpty()) {
      throw new UsageException("--rule: found \"" + line + "\": " + problem);
    }
    if (!found.isEmpty()) {
      return new RuleAnswer(RuleAnswer.Place.CHAIN, chain, found, true, "");
    }
    String remark =
        near.isEmpty() ? noChain(chain) : "the chain has no such rule; these are its rules";
    return new RuleAnswer(RuleAnswer.Place.CHAIN, chain, near, false, remark);
  }

  /** What is known of the rules of one family. */
  private final class Causes {
    private final IpFamily family;
    private final RuleOrigins origins;
    private final PortExplanations explanations;

    Causes(IpFamily family) {
      this.family = family;
      this.origins = RuleOrigins.of(view.compile(family));
      this.explanations = new PortExplanations(view, family);
    }

    List<RuleOrigin> find(SavedRule rule) {
      return origins.rule(rule.chain(), rule.rule()).stream()
          .filter(one -> rule.table().isEmpty() || rule.table().get() == one.table())
          .toList();
    }

    RuleAnswer.Family family(String chain, List<RuleOrigin> rules) {
      return new RuleAnswer.Family(
          family, origins.owner(chain), lines(rules), lines(origins.callers(chain)));
    }

    private List<RuleAnswer.Line> lines(List<RuleOrigin> rules) {
      return rules.stream().map(rule -> RuleAnswer.Line.of(rule, causes(rule))).toList();
    }

    private List<RuleCause> causes(RuleOrigin rule) {
      Optional<ServicePortName> name = rule.service();
      return name.isEmpty()
          ? List.of()
          : new RuleCauses(origins, explanations.of(name.get())).of(rule);
    }
  }
}
