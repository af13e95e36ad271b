// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.explain;

import io.svcrules.cli.env.UsageException;
import io.svcrules.cli.explain.RuleAnswer.Place;
import io.svcrules.cli.rules.NodeView;
import io.svcrules.iptables.explain.SavedRule;
import io.svcrules.ipvs.KubeSet;
import io.svcrules.ipvs.text.IpvsTextException;
import java.util.ArrayList;
import java.util.List;

/** Leads what mode ipvs keeps back to the objects it was made from. */
final class ServerLookup implements Lookup {
  private final List<ServerFamily> families;

  ServerLookup(NodeView view) {
    this.families =
        view.ipvs().families().stream().map(family -> new ServerFamily(view, family)).toList();
  }

  @Override
  public RuleAnswer chain(String name) {
    List<RuleAnswer.Family> found = new ArrayList<>();
    Place place = Place.CHAIN;
    for (ServerFamily family : families) {
      if (family.hasChain(name)) {
        found.add(family.answer(family.chain(name), family.callers(name)));
      } else if (KubeSet.named(name, family.family()).isPresent()) {
        place = Place.SET;
        KubeSet set = KubeSet.named(name, family.family()).get();
        found.add(family.answer(family.elements(set), family.lookers(set)));
      }
    }
    boolean known = !found.isEmpty();
    return new RuleAnswer(place, name, found, known, known ? "" : RuleLookup.noChain(name));
  }

  @Override
  public RuleAnswer rule(String line) {
    String bare = line.strip().replaceFirst("^(?:ipvsadm|ipset)\\s+", "");
    try {
      if (bare.startsWith("add ")) {
        return element(bare);
      }
      if (bare.matches("-(?:A\\s+(?:-[tuf]|--sctp-service)|a)\\s.*")) {
        return server(bare);
      }
    } catch (IpvsTextException e) {
      throw new UsageException("--rule: found \"" + line + "\": " + e.getMessage());
    }
    return constant(line);
  }

  private RuleAnswer element(String line) {
    String[] words = line.split("\\s+", 3);
    String name = words[1];
    for (ServerFamily family : families) {
      if (words.length == 3 && KubeSet.named(name, family.family()).isPresent()) {
        KubeSet set = KubeSet.named(name, family.family()).get();
        List<RuleAnswer.Line> lines = family.element(set, line);
        boolean found = !lines.isEmpty();
        return new RuleAnswer(
            Place.SET,
            name,
            found ? List.of(family.answer(lines, family.lookers(set))) : List.of(),
            found,
            found ? "" : "no service puts that into the set " + name);
      }
    }
    return new RuleAnswer(
        Place.SET, name, List.of(), false, "the set " + name + " is no set of Services");
  }

  private RuleAnswer server(String line) {
    ServerLine asked = ServerLine.parse(line);
    for (ServerFamily family : families) {
      if (family.family() == asked.key().family()) {
        return family.server(asked);
      }
    }
    return ServerFamily.noServer(asked);
  }

  private RuleAnswer constant(String line) {
    List<RuleAnswer.Family> found = new ArrayList<>();
    List<RuleAnswer.Family> near = new ArrayList<>();
    String chain = "";
    String problem = "";
    for (ServerFamily family : families) {
      try {
        SavedRule rule = SavedRule.parse(family.family(), line);
        chain = rule.chain();
        List<RuleAnswer.Line> same = family.rule(rule);
        if (!same.isEmpty()) {
          found.add(family.answer(same, family.callers(chain)));
        } else if (family.hasChain(chain)) {
          near.add(family.answer(family.chain(chain), family.callers(chain)));
        }
      } catch (IllegalArgumentException e) {
        problem = e.getMessage();
      }
    }
    if (chain.isEmpty()) {
      throw new UsageException("--rule: found \"" + line + "\": " + problem);
    }
    if (!found.isEmpty()) {
      return new RuleAnswer(Place.CHAIN, chain, found, true, "");
    }
    String remark =
        near.isEmpty()
            ? RuleLookup.noChain(chain)
            : "the chain has no such rule; these are its rules";
    return new RuleAnswer(Place.CHAIN, chain, near, false, remark);
  }
}
