// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.trace;

import io.svcrules.cli.env.UsageException;
import io.svcrules.cli.option.AddressAndPort;
import io.svcrules.cli.option.TraceClient;
import io.svcrules.cli.option.TraceTarget;
import io.svcrules.iptables.DnatTarget;
import io.svcrules.iptables.trace.Probe;
import io.svcrules.iptables.trace.Surroundings;
import io.svcrules.iptables.trace.Trace;
import io.svcrules.iptables.trace.Tracer;
import io.svcrules.iptables.trace.Visit;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import io.svcrules.model.Service;
import io.svcrules.model.resolve.ResolvedServicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Follows packets on a node.
 *
 * @param views the node
 * @param client where packets come from
 * @param target where they go
 * @param seen an endpoint that the client has been sent to lately, if there is one
 * @param names Services that tell the addresses of those that rules do not name
 */
record Follower(
    NodeViews views,
    ClientPlace client,
    TraceTarget target,
    Optional<AddressAndPort> seen,
    List<Service> names) {

  /** All packets that are meant: one for each family and port of a service. */
  List<Followed> follow() {
    List<Followed> all = new ArrayList<>();
    for (IpFamily family : families()) {
      NodeView view = views.views().of(family);
      List<Asked> asked = asked(view, family);
      if (!asked.isEmpty()) {
        Tracer tracer = Tracer.of(view.rules(), view.surroundings());
        for (Asked one : asked) {
          all.add(new Followed(one, trace(tracer, view, client.probe(view, one)), view.reasons()));
        }
      }
    }
    if (all.isEmpty()) {
      throw new UsageException("--to: " + unknown());
    }
    return all;
  }

  /** Why a service that was named was not found. */
  private String unknown() {
    String service = target.service().orElseThrow().toString();
    SortedSet<String> ports = new TreeSet<>();
    boolean objects = false;
    for (IpFamily family : families()) {
      Optional<List<ResolvedServicePort>> known = views.views().of(family).services();
      objects |= known.isPresent();
      known.orElse(List.of()).stream()
          .filter(port -> port.name().service().toString().equals(service))
          .forEach(port -> ports.add(text(port)));
    }
    if (!ports.isEmpty()) {
      return service + " has no such port; it has " + String.join(", ", ports);
    }
    return objects
        ? "there is no Service " + service + " with a cluster IP; svcrules explain knows all others"
        : "there is no such service in the rules, or it has no such port"
            + (names.isEmpty() ? "; rules may not name it: --names FILE does" : "");
  }

  private static String text(ResolvedServicePort port) {
    String name = port.name().port();
    String number = port.port() + "/" + port.name().protocol().lowerCase();
    return name.isEmpty() ? number : name + " (" + number + ")";
  }

  private List<IpFamily> families() {
    Optional<IpFamily> named =
        target.address().or(() -> client.client().address()).map(a -> a.address().family());
    List<IpFamily> families =
        views.families().stream().filter(f -> named.isEmpty() || named.get() == f).toList();
    if (families.isEmpty()) {
      throw new UsageException(
          "no rules of "
              + named.map(IpFamily::kubernetesName).orElse("the family asked for")
              + " are known");
    }
    // One packet is enough for a port that the node has in both families.
    return target.nodePort() != 0 ? families.subList(0, 1) : families;
  }

  private List<Asked> asked(NodeView view, IpFamily family) {
    Protocol protocol = target.protocol().orElse(Protocol.TCP);
    if (target.address().isPresent()) {
      AddressAndPort to = target.address().get();
      return List.of(new Asked(protocol, to.address(), to.port(), ""));
    }
    if (target.nodePort() != 0) {
      return List.of(new Asked(protocol, node(view, family), target.nodePort(), ""));
    }
    List<Asked> found = new ServiceSearch(target).in(view);
    return found.isEmpty() ? new ServiceSearch(target).among(names, family) : found;
  }

  private IpAddress node(NodeView view, IpFamily family) {
    if (client.client().kind() == TraceClient.Kind.LOCALHOST) {
      return ClientPlace.loopback(family);
    }
    return view.surroundings()
        .host()
        .primary(family)
        .orElseThrow(
            () ->
                new UsageException(
                    "no "
                        + family.kubernetesName()
                        + " address of the node is known; name it with --node-ip"));
  }

  /** A client that an endpoint remembers may go another way than one that none does. */
  private Trace trace(Tracer tracer, NodeView view, Probe probe) {
    Trace unseen = tracer.trace(probe);
    if (seen.isEmpty()) {
      return unseen;
    }
    AddressAndPort endpoint = seen.get();
    Surroundings usual = view.surroundings();
    Surroundings known =
        usual
            .withRemembered(lists(unseen, endpoint))
            .withBalancer(usual.balancer().remembering(endpoint.address(), endpoint.port()));
    return Tracer.of(view.rules(), known).trace(probe);
  }

  /** Clients of an endpoint are remembered in a list that is called like its chain. */
  private static Set<String> lists(Trace unseen, AddressAndPort endpoint) {
    DnatTarget wanted = new DnatTarget(endpoint.address(), Math.max(1, endpoint.port()));
    return unseen.outcomes().stream()
        .flatMap(outcome -> outcome.path().stream())
        .filter(visit -> visit.rule().filter(r -> r.target().equals(wanted)).isPresent())
        .map(Visit::chain)
        .collect(Collectors.toSet());
  }
}
