// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import io.svcrules.iptables.ChainPolicy;
import io.svcrules.iptables.NoTarget;
import io.svcrules.iptables.OtherTarget;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.Target;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One packet's way, and that of all it may become. */
final class Walk {
  /**
   * So many rules whose conditions nobody can tell are followed both ways; the rest counts as not
   * matching, and that is said. Each may double the outcomes.
   */
  private static final int MAX_FORKS = 512;

  private final Probe probe;
  private final ChainIndex chains;
  private final Surroundings surroundings;
  private final RuleTest test;
  private final Set<String> assumptions = new LinkedHashSet<>();
  private final OutcomeList outcomes = new OutcomeList();
  // The way taken when a rule matches lies on top of the one taken when it does not.
  private final Deque<Cursor> open = new ArrayDeque<>();
  private int forks;

  Walk(Probe probe, ChainIndex chains, Surroundings surroundings) {
    this.probe = probe;
    this.chains = chains;
    this.surroundings = surroundings;
    this.test = new RuleTest(surroundings);
  }

  Trace run() {
    start();
    while (!open.isEmpty()) {
      Cursor cursor = open.pop();
      if (cursor.frame() == null) {
        station(cursor);
      } else {
        follow(cursor);
      }
    }
    Set<String> all = new LinkedHashSet<>(test.assumptions());
    all.addAll(assumptions);
    return new Trace(probe, outcomes.all(), List.copyOf(all));
  }

  private void start() {
    Packet packet = Packet.of(probe);
    switch (probe.origin()) {
      case RECEIVED -> open.push(Cursor.start(packet, Hook.PREROUTING));
      case LOCAL -> {
        // Routed before the first hook, and again behind it if that changed anything.
        Way way = host().wayOf(packet);
        Cursor start = Cursor.start(packet.onWay(Device.NONE, way), Hook.OUTPUT);
        route(start, way, start);
      }
    }
  }

  /** Lets a packet go on if it has a route. */
  private void route(Cursor here, Way way, Cursor next) {
    if (way.fate().isPresent()) {
      end(here.visiting(Visit.routing(here.hook(), way.refusal())), way.fate().get());
    } else {
      open.push(next);
    }
  }

  Host host() {
    return surroundings.host();
  }

  Optional<IndexedChain> chain(Table table, String name) {
    return chains.chain(table, name);
  }

  void assume(String assumption) {
    assumptions.add(assumption);
  }

  /** Brings a packet through the table, or the virtual servers, that it has come to in a hook. */
  private void station(Cursor cursor) {
    List<Station> stations = cursor.hook().stations();
    if (cursor.station() == stations.size()) {
      leaveHook(cursor);
      return;
    }
    Optional<Table> table = stations.get(cursor.station()).table();
    if (table.isEmpty()) {
      balance(cursor);
      return;
    }
    Optional<IndexedChain> chain = chain(table.get(), cursor.hook().name());
    open.push(
        chain.isEmpty() || isSettled(cursor, table.get())
            ? leaveTable(cursor)
            : cursor.in(new Frame(chain.get(), table.get(), 0, null, cursor.trail())));
  }

  /** Table nat sees the first packet of a connection once, and none that is not tracked. */
  private static boolean isSettled(Cursor cursor, Table table) {
    return table == Table.NAT
        && (!cursor.packet().tracked() || change(cursor) != Packet.Rewrite.OPEN);
  }

  private static Packet.Rewrite change(Cursor cursor) {
    return cursor.hook().rewritesSource()
        ? cursor.packet().sourceChange()
        : cursor.packet().destinationChange();
  }

  /** The packet behind the table that it is in. */
  Cursor leaveTable(Cursor cursor) {
    boolean nat = cursor.hook().stations().get(cursor.station()) == Station.NAT;
    if (!nat || change(cursor) != Packet.Rewrite.OPEN) {
      return cursor.nextStation();
    }
    Packet packet = cursor.packet();
    Packet settled =
        cursor.hook().rewritesSource()
            ? packet.withSource(packet.source(), Packet.Rewrite.SETTLED)
            : packet.withDestination(
                packet.destination(), packet.destinationPort(), Packet.Rewrite.SETTLED);
    return cursor.with(settled).nextStation();
  }

  private void follow(Cursor cursor) {
    Frame frame = cursor.frame();
    List<Rule> rules = frame.chain().chain().rules();
    int position = frame.chain().next(frame.next(), cursor.packet());
    while (position >= 0) {
      Truth truth = test.test(rules.get(position), cursor.packet(), frame.table());
      if (truth != Truth.NO && match(cursor, frame.at(position), truth)) {
        return;
      }
      position = frame.chain().next(position + 1, cursor.packet());
    }
    leaveChain(cursor).ifPresent(open::push);
  }

  /** Does what the rule at a place says; false if that is nothing. */
  private boolean match(Cursor cursor, Frame frame, Truth truth) {
    Rule rule = frame.chain().chain().rules().get(frame.next());
    Visit visit =
        Visit.of(
            cursor.hook(), frame.table(), frame.chain().chain().name(), frame.next() + 1, rule);
    if (truth == Truth.UNKNOWN && (isHarmless(rule.target()) || isOneForkTooMany(visit))) {
      return false;
    }
    Share chance = test.chance();
    Cursor hit = cursor.visiting(visit).part(chance);
    Share rest = chance.rest();
    if (truth == Truth.UNKNOWN) {
      hit = hit.onlyIf(new Condition(visit, true));
      open.push(cursor.in(frame.at(frame.next() + 1)).onlyIf(new Condition(visit, false)));
    } else if (!rest.isNone()) {
      open.push(cursor.in(frame.at(frame.next() + 1)).part(rest));
    }
    rule.target().accept(new RuleAction(this, hit, frame)).ifPresent(open::push);
    return true;
  }

  private static boolean isHarmless(Target target) {
    return target == NoTarget.NONE
        || (target instanceof OtherTarget other && OtherTargetEffect.isHarmless(other));
  }

  private boolean isOneForkTooMany(Visit visit) {
    forks++;
    if (forks > MAX_FORKS) {
      assume(visit.place() + " does not match: too many rules before it cannot be told");
    }
    return forks > MAX_FORKS;
  }

  /** The packet where it goes on at the end of its chain. */
  Optional<Cursor> leaveChain(Cursor cursor) {
    Frame frame = cursor.frame();
    if (frame.caller() != null) {
      // A jump that came to nothing is no part of the way.
      boolean idle = cursor.trail().length() == frame.entry().length();
      Trail trail = idle ? frame.entry().before() : cursor.trail();
      return Optional.of(cursor.with(trail).in(frame.caller()));
    }
    ChainPolicy policy = frame.chain().chain().policy();
    if (policy != ChainPolicy.DROP) {
      return Optional.of(leaveTable(cursor));
    }
    String name = frame.chain().chain().name();
    end(
        cursor.visiting(Visit.policy(cursor.hook(), frame.table(), name, policy.text())),
        Fate.DROPPED);
    return Optional.empty();
  }

  private void balance(Cursor cursor) {
    Optional<Scheduling> scheduling =
        cursor.packet().server().isPresent()
            ? Optional.empty()
            : surroundings.balancer().schedule(cursor.packet());
    if (scheduling.isEmpty()) {
      open.push(cursor.nextStation());
      return;
    }
    Cursor visited = cursor.visiting(Visit.server(cursor.hook(), scheduling.get().server()));
    if (scheduling.get().choices().isEmpty()) {
      // net/netfilter/ipvs/ip_vs_core.c ip_vs_leave: an ICMP error, then the packet is dropped.
      end(visited, Fate.REJECTED);
      return;
    }
    if (!scheduling.get().note().isEmpty()) {
      assume(scheduling.get().note());
    }
    List<Scheduling.Choice> choices = scheduling.get().choices();
    for (int i = choices.size() - 1; i >= 0; i--) {
      choose(visited.part(choices.get(i).share()), choices.get(i));
    }
  }

  private void choose(Cursor cursor, Scheduling.Choice choice) {
    Cursor sent = cursor.with(cursor.packet().balanced(choice.address(), choice.port()));
    if (!choice.rewrites()) {
      assume("no rule keeps packets from real servers that get them as they are");
      end(sent, Fate.DELIVERED);
    } else if (host().isLocal(choice.address())) {
      open.push(sent.nextStation());
    } else {
      // net/netfilter/ipvs/ip_vs_xmit.c ip_vs_nat_send_or_cont: through NF_INET_LOCAL_OUT.
      // By a route of its own: do_output_route4 asks without a mark.
      Way way = host().wayTowards(choice.address());
      route(sent, way, sent.enter(Hook.OUTPUT, Device.NONE, way).comingRound());
    }
  }

  private void leaveHook(Cursor cursor) {
    Packet packet = cursor.packet();
    switch (cursor.hook()) {
      case PREROUTING -> leavePrerouting(cursor, host().wayOf(packet));
      case FORWARD -> open.push(cursor.enter(Hook.POSTROUTING, packet.in(), packet.way()));
      case OUTPUT -> {
        Way way = again(packet);
        route(cursor, way, cursor.enter(Hook.POSTROUTING, Device.NONE, way));
      }
      case POSTROUTING -> leaveNode(cursor, packet.way().isLocal());
      case INPUT -> arrive(cursor);
    }
  }

  private void leavePrerouting(Cursor cursor, Way way) {
    Device in = cursor.packet().in();
    Cursor next =
        way.isLocal()
            ? cursor.enter(Hook.INPUT, in, Way.NONE)
            : cursor.enter(Hook.FORWARD, in, way);
    route(cursor, way, next);
  }

  /** The way behind OUTPUT (ip_route_me_harder); what a virtual server chose stands. */
  private Way again(Packet packet) {
    boolean chosen = packet.server().isPresent() && !host().isLocal(packet.destination());
    return chosen ? packet.way() : host().wayOf(packet);
  }

  /** What a process sends to an address of its own node comes in again, by the loopback device. */
  private void leaveNode(Cursor cursor, boolean local) {
    if (local) {
      open.push(cursor.enter(Hook.PREROUTING, Device.LOOPBACK, Way.NONE).comingRound());
    } else {
      arrive(cursor);
    }
  }

  private void arrive(Cursor cursor) {
    Packet packet = cursor.packet();
    if (packet.isRedirected()) {
      end(cursor, Fate.DELIVERED);
    } else {
      end(cursor, host().isLocal(packet.destination()) ? Fate.LOCAL : Fate.PASSED);
    }
  }

  void end(Cursor cursor, Fate fate) {
    outcomes.add(OutcomeMaker.outcome(probe, cursor, fate));
  }
}
