// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.graph;

import io.svcrules.iptables.trace.Share;
import io.svcrules.ipvs.IpSetEntry;
import io.svcrules.ipvs.KubeSet;
import io.svcrules.ipvs.RealServer;
import io.svcrules.ipvs.RealServerKey;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.compile.IpvsFragment;
import io.svcrules.ipvs.compile.ServedAddress;
import io.svcrules.ipvs.compile.SetMember;
import io.svcrules.ipvs.explain.SetPurpose;
import io.svcrules.ipvs.trace.SchedulerShares;
import io.svcrules.model.graph.DiagramEdge;
import io.svcrules.model.graph.DiagramNode;
import io.svcrules.model.graph.DiagramRule;
import io.svcrules.model.graph.NodeKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The boxes and arrows of one service port. */
final class ServerPicture {
  private static final String RANGES = "KUBE-SOURCE-RANGES-FIREWALL";

  private final CompiledIpvs compiled;
  private final IpvsFragment fragment;
  private final Boxes boxes = new Boxes();

  ServerPicture(CompiledIpvs compiled, IpvsFragment fragment) {
    this.compiled = compiled;
    this.fragment = fragment;
    fragment.addresses().forEach(this::add);
    fragment.members().forEach(this::add);
  }

  List<DiagramNode> nodes() {
    return boxes.nodes();
  }

  List<DiagramEdge> edges() {
    return boxes.edges();
  }

  private void add(ServedAddress served) {
    String address = text(served);
    boolean lost =
        !compiled.owners().getOrDefault(served.key(), fragment.name()).equals(fragment.name());
    String kind = served.kind().text() + (lost ? ", which another service has" : "");
    boxes.box(address, Column.ADDRESS, NodeKind.ADDRESS, address, kind);
    for (SetMember member : served.members()) {
      boxes.edge(address, addSet(member), "", false);
    }
    if (!lost && served.server().isPresent()) {
      addServer(served, served.server().get(), address);
    }
  }

  private static String text(ServedAddress served) {
    return new RealServerKey(served.key().address(), served.key().port())
        + "/"
        + served.key().protocol();
  }

  private String addSet(SetMember member) {
    KubeSet set = member.set();
    String name = set.name(compiled.state().family());
    String field = SetPurpose.field(set);
    boxes.box(name, Column.SET, NodeKind.CHAIN, name, "set");
    boxes.rule(
        name,
        new DiagramRule(
            "ipset add " + name + ' ' + member.entry().text(),
            SetPurpose.text(set) + (field.isEmpty() ? "" : " (" + field + ")")));
    if (set.blocks()) {
      boolean reject = set == KubeSet.NO_ENDPOINTS;
      boxes.edge(name, verdict(reject ? NodeKind.REJECT : NodeKind.DROP), "", true);
    }
    return name;
  }

  private String verdict(NodeKind kind) {
    boxes.box(kind.name(), Column.END, kind, kind.name(), "");
    return kind.name();
  }

  private void addServer(ServedAddress served, VirtualServer server, String address) {
    String id = server.key().toString();
    String scheduler = server.settings().scheduler();
    boxes.box(id, Column.SERVER, NodeKind.CHAIN, "virtual server, " + scheduler, id);
    boxes.rule(id, new DiagramRule("ipvsadm -A " + settings(server), reason(served)));
    List<RealServer> servers = List.copyOf(server.realServers().values());
    List<Share> shares = SchedulerShares.of(scheduler).shares(servers);
    for (int i = 0; i < servers.size(); i++) {
      addEndpoint(id, servers.get(i), shares.get(i));
    }
    boolean ranged = served.members().stream().anyMatch(m -> m.set() == KubeSet.LOAD_BALANCER_FW);
    if (ranged) {
      addRanges(served, id);
    } else if (served.members().stream().noneMatch(member -> member.set().blocks())) {
      boxes.edge(address, id, "", false);
    }
  }

  private static String settings(VirtualServer server) {
    StringBuilder out = new StringBuilder(server.key().toString());
    server.settings().appendTo(out, server.key().family());
    return out.toString();
  }

  private static String reason(ServedAddress served) {
    String field =
        switch (served.kind()) {
          case CLUSTER_IP -> "spec.clusterIPs";
          case EXTERNAL_IP -> "spec.externalIPs";
          case LOAD_BALANCER_IP -> "status.loadBalancer.ingress";
          case NODE_PORT -> "spec.ports[].nodePort";
        };
    return "the " + served.kind().text() + " leads to the endpoints (" + field + ")";
  }

  private void addEndpoint(String server, RealServer real, Share share) {
    String id = endpoint(real.key());
    StringBuilder line = new StringBuilder("ipvsadm -a ").append(server);
    real.appendTo(line);
    boxes.rule(id, new DiagramRule(line.toString(), "new connections go there (endpoints)"));
    String percent =
        share.equals(Share.ALL)
            ? "100%"
            : String.format(Locale.ROOT, "%.2f%%", share.value() * 100);
    boxes.edge(server, id, "weight " + real.weight() + ", " + percent, false);
  }

  private String endpoint(RealServerKey key) {
    String id = "endpoint " + key;
    boxes.box(id, Column.END, NodeKind.ENDPOINT, key.toString(), "real server");
    return id;
  }

  /** Clients of source ranges go on to the virtual server, others do not. */
  private void addRanges(ServedAddress served, String server) {
    String set = KubeSet.LOAD_BALANCER_FW.name(compiled.state().family());
    boxes.box(RANGES, Column.SOURCE_RANGES, NodeKind.CHAIN, "source ranges", RANGES);
    boxes.edge(set, RANGES, "", false);
    boxes.edge(RANGES, server, admitted(served), false);
    boxes.edge(RANGES, verdict(NodeKind.DROP), "other sources", true);
  }

  private static String admitted(ServedAddress served) {
    return served.members().stream()
        .map(SetMember::entry)
        .flatMap(entry -> admitted(entry).stream())
        .collect(Collectors.joining(", "));
  }

  private static Optional<String> admitted(IpSetEntry entry) {
    if (entry instanceof IpSetEntry.IpPortNet range) {
      return Optional.of(range.network().toString());
    }
    return entry instanceof IpSetEntry.IpPortIp ? Optional.of("the node") : Optional.empty();
  }

  /** Elements that hang on no address: those of endpoints, and of the health check. */
  private void add(SetMember member) {
    String set = addSet(member);
    if (member.entry() instanceof IpSetEntry.IpPortIp itself) {
      RealServerKey key = new RealServerKey(itself.first().address(), itself.first().port());
      boxes.edge(set, endpoint(key), "reaches itself", false);
    } else {
      String address = "node:" + member.entry().text() + "/TCP";
      boxes.box(address, Column.ADDRESS, NodeKind.ADDRESS, address, "health check");
      boxes.edge(address, set, "", false);
      boxes.edge(set, verdict(NodeKind.ACCEPT), "", false);
    }
  }
}
