// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.explain;

import io.svcrules.cli.explain.RuleAnswer.Line;
import io.svcrules.cli.explain.RuleAnswer.Place;
import io.svcrules.cli.rules.FamilyIpvs;
import io.svcrules.cli.rules.NodeView;
import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableRules;
import io.svcrules.iptables.explain.RuleCause;
import io.svcrules.iptables.explain.SavedRule;
import io.svcrules.ipvs.IpSet;
import io.svcrules.ipvs.IpSetEntry;
import io.svcrules.ipvs.KubeSet;
import io.svcrules.ipvs.RealServer;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.compile.IpvsFragment;
import io.svcrules.ipvs.compile.ServedAddress;
import io.svcrules.ipvs.compile.SetMember;
import io.svcrules.ipvs.explain.ConstantReasons;
import io.svcrules.ipvs.explain.IpvsCauses;
import io.svcrules.ipvs.explain.SetPurpose;
import io.svcrules.ipvs.text.IpsetText;
import io.svcrules.model.IpFamily;
import io.svcrules.model.ServicePortName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What mode ipvs keeps in one family, and why. */
final class ServerFamily {
  private final FamilyIpvs ipvs;
  private final ConstantReasons reasons;
  private final PortExplanations explanations;

  ServerFamily(NodeView view, FamilyIpvs ipvs) {
    this.ipvs = ipvs;
    this.reasons = new ConstantReasons(ipvs.family());
    this.explanations = new PortExplanations(view, ipvs.family());
  }

  IpFamily family() {
    return ipvs.family();
  }

  private Ruleset rules() {
    return ipvs.compiled().state().rules();
  }

  /** No chain, set or virtual server of one address is made for one service port alone. */
  RuleAnswer.Family answer(List<Line> lines, List<Line> callers) {
    return new RuleAnswer.Family(family(), Optional.empty(), lines, callers);
  }

  boolean hasChain(String name) {
    return rules().tables().values().stream().anyMatch(table -> table.chain(name).isPresent());
  }

  List<Line> chain(String name) {
    return lines(line -> line.chain().equals(name), rule -> true);
  }

  List<Line> rule(SavedRule wanted) {
    return lines(
        line ->
            line.chain().equals(wanted.chain())
                && (wanted.table().isEmpty() || wanted.table().equals(line.table())),
        wanted.rule()::equals);
  }

  List<Line> callers(String chain) {
    return lines(
        line -> true, rule -> rule.target().calledChain().filter(chain::equals).isPresent());
  }

  /** The rules that look into a set. */
  List<Line> lookers(KubeSet set) {
    return lines(line -> true, rule -> reasons.set(rule).filter(set::equals).isPresent());
  }

  private List<Line> lines(Predicate<Line> where, Predicate<Rule> what) {
    List<Line> lines = new ArrayList<>();
    for (TableRules table : rules().tables().values()) {
      for (Chain chain : table.chains().values()) {
        for (int i = 0; i < chain.rules().size(); i++) {
          Rule rule = chain.rules().get(i);
          Line line = line(table.table(), chain.name(), i + 1, rule);
          if (what.test(rule) && where.test(line)) {
            lines.add(line);
          }
        }
      }
    }
    return lines;
  }

  private Line line(Table table, String chain, int number, Rule rule) {
    return new Line(
        Optional.of(table),
        chain,
        number,
        "-A " + chain + ' ' + rule,
        rule.toString(),
        reasons.of(table, chain, rule).orElse(""),
        Optional.empty(),
        List.of());
  }

  /** All elements of a set, one line for each service port that asks for it. */
  List<Line> elements(KubeSet set) {
    return members(member -> member.set() == set);
  }

  /**
   * One element.
   *
   * @throws io.svcrules.ipvs.text.IpvsTextException if it cannot be in the set
   */
  List<Line> element(KubeSet set, String line) {
    StringBuilder text = new StringBuilder();
    set.definition(family()).appendTo(text);
    IpSet parsed = IpsetText.parse(text.append('\n').append(line).toString()).sets().get(0);
    IpSetEntry entry = parsed.entries().first();
    return members(member -> member.set() == set && member.entry().equals(entry));
  }

  private List<Line> members(Predicate<SetMember> wanted) {
    List<Line> lines = new ArrayList<>();
    for (IpvsFragment fragment : ipvs.compiled().fragments()) {
      for (ServedAddress address : fragment.addresses()) {
        if (isOwner(fragment, address)) {
          addMembers(lines, fragment, address.members(), wanted, Optional.of(address));
        }
      }
      addMembers(lines, fragment, fragment.members(), wanted, Optional.empty());
    }
    return lines;
  }

  private boolean isOwner(IpvsFragment fragment, ServedAddress address) {
    return fragment.name().equals(ipvs.compiled().owners().get(address.key()));
  }

  private void addMembers(
      List<Line> lines,
      IpvsFragment fragment,
      List<SetMember> members,
      Predicate<SetMember> wanted,
      Optional<ServedAddress> address) {
    for (SetMember member : members) {
      if (wanted.test(member)) {
        String name = member.set().name(family());
        lines.add(
            new Line(
                Optional.empty(),
                name,
                0,
                "add " + name + ' ' + member.entry().text(),
                member.entry().text(),
                SetPurpose.text(member.set()),
                Optional.of(fragment.name()),
                causes(fragment.name()).ofMember(member, address)));
      }
    }
  }

  private IpvsCauses causes(ServicePortName name) {
    return new IpvsCauses(explanations.of(name));
  }

  /** A virtual server, or a real server of one. */
  RuleAnswer server(ServerLine asked) {
    for (IpvsFragment fragment : ipvs.compiled().fragments()) {
      for (ServedAddress address : fragment.addresses()) {
        if (address.key().equals(asked.key()) && isOwner(fragment, address)) {
          return address
              .server()
              .map(server -> server(asked, fragment.name(), address, server))
              .orElseGet(() -> noServer(asked));
        }
      }
    }
    return noServer(asked);
  }

  private RuleAnswer server(
      ServerLine asked, ServicePortName name, ServedAddress address, VirtualServer server) {
    Optional<RealServer> real =
        asked.real().flatMap(one -> Optional.ofNullable(server.realServers().get(one.key())));
    boolean found =
        asked.real().isPresent()
            ? asked.real().equals(real)
            : asked.server().settings().equals(server.settings());
    Line line =
        asked.real().isPresent() && real.isPresent()
            ? line(name, server, real.get())
            : line(name, address, server);
    String remark =
        asked.real().isPresent() && real.isEmpty()
            ? "the virtual server has no such real server"
            : "it should be there with other options";
    RuleAnswer.Family family =
        new RuleAnswer.Family(family(), Optional.of(name), List.of(line), List.of());
    String key = asked.key().toString();
    return new RuleAnswer(Place.SERVER, key, List.of(family), found, found ? "" : remark);
  }

  static RuleAnswer noServer(ServerLine asked) {
    String key = asked.key().toString();
    return new RuleAnswer(
        Place.SERVER, key, List.of(), false, "no service of these objects has " + key);
  }

  private Line line(ServicePortName name, ServedAddress address, VirtualServer server) {
    StringBuilder text = new StringBuilder(server.key().toString());
    server.settings().appendTo(text, family());
    return server(
        name,
        "-A " + text,
        "the " + address.kind().text() + " leads to the endpoints",
        List.of(causes(name).ofServer(address)));
  }

  private Line line(ServicePortName name, VirtualServer server, RealServer real) {
    StringBuilder text = new StringBuilder("-a ").append(server.key());
    real.appendTo(text);
    return server(
        name, text.toString(), "new connections go there", causes(name).ofRealServer(real.key()));
  }

  private static Line server(
      ServicePortName name, String line, String reason, List<RuleCause> causes) {
    return new Line(Optional.empty(), "ipvs", 0, line, line, reason, Optional.of(name), causes);
  }
}
