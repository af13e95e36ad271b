// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.trace;

import io.svcrules.cli.option.TraceTarget;
import io.svcrules.iptables.Chain;
import io.svcrules.iptables.CommentMatch;
import io.svcrules.iptables.DestinationMatch;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TransportMatch;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Service;
import io.svcrules.model.ServicePort;
import io.svcrules.model.ServicePortName;
import io.svcrules.model.resolve.ResolvedServicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for the cluster IPs of a service: among services if they are known, else in rules. */
final class ServiceSearch {
  private static final String SERVICES = "KUBE-SERVICES";
  private static final List<String> REMARKS =
      List.of(" cluster IP", " has no endpoints", " has no local endpoints");

  private final TraceTarget target;

  ServiceSearch(TraceTarget target) {
    this.target = target;
  }

  /** The ports of the service that are meant, in the order of their names. */
  List<Asked> in(NodeView view) {
    if (view.services().isPresent()) {
      return view.services().get().stream()
          .filter(this::isMeant)
          .map(p -> new Asked(p.name().protocol(), p.clusterIp(), p.port(), p.name().toString()))
          .toList();
    }
    List<Asked> found = new ArrayList<>();
    for (Table table : List.of(Table.NAT, Table.FILTER)) {
      Optional<Chain> chain = view.rules().chain(table, SERVICES);
      chain.ifPresent(c -> c.rules().forEach(rule -> asked(rule).ifPresent(found::add)));
    }
    return found;
  }

  /** The ports that are meant of a service that rules do not name, in the order of the Service. */
  List<Asked> among(List<Service> services, IpFamily family) {
    List<Asked> found = new ArrayList<>();
    for (Service service : services) {
      for (IpAddress address : service.clusterIps()) {
        if (service.name().equals(target.service().orElseThrow()) && address.family() == family) {
          service.ports().stream()
              .filter(port -> isMeant(port.name(), port.port()))
              .filter(port -> target.protocol().filter(p -> p != port.protocol()).isEmpty())
              .forEach(port -> found.add(asked(service, address, port)));
        }
      }
    }
    return found;
  }

  private static Asked asked(Service service, IpAddress address, ServicePort port) {
    ServicePortName name = new ServicePortName(service.name(), port.name(), port.protocol());
    return new Asked(port.protocol(), address, port.port(), name.toString());
  }

  private boolean isMeant(ResolvedServicePort port) {
    return port.name().service().equals(target.service().orElseThrow())
        && isMeant(port.name().port(), port.port())
        && target.protocol().filter(p -> p != port.name().protocol()).isEmpty();
  }

  private boolean isMeant(String portName, int number) {
    String wanted = target.servicePort();
    return wanted.isEmpty() || wanted.equals(portName) || wanted.equals(Integer.toString(number));
  }

  private Optional<Asked> asked(Rule rule) {
    String name = "";
    IpAddress address = null;
    TransportMatch transport = null;
    for (Match match : rule.matches()) {
      if (match instanceof CommentMatch comment) {
        name = named(comment.text());
      } else if (match instanceof DestinationMatch to && to.network().isSingleAddress()) {
        address = to.network().network();
      } else if (match instanceof TransportMatch found && found.destinationPort() != 0) {
        transport = found;
      }
    }
    if (name.isEmpty() || address == null || transport == null) {
      return Optional.empty();
    }
    Asked asked = new Asked(transport.protocol(), address, transport.destinationPort(), name);
    return isMeant(asked) ? Optional.of(asked) : Optional.empty();
  }

  private static String named(String comment) {
    for (String remark : REMARKS) {
      if (comment.endsWith(remark)) {
        return comment.substring(0, comment.length() - remark.length());
      }
    }
    return "";
  }

  private boolean isMeant(Asked asked) {
    String service = target.service().orElseThrow().toString();
    boolean bare = asked.service().equals(service);
    boolean ported = asked.service().startsWith(service + ':');
    String port = ported ? asked.service().substring(service.length() + 1) : "";
    return (bare || ported)
        && isMeant(port, asked.port())
        && target.protocol().filter(p -> p != asked.protocol()).isEmpty();
  }
}
