// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.trace;

import io.svcrules.iptables.trace.Explanation;
import io.svcrules.iptables.trace.Reasons;
import io.svcrules.iptables.trace.Visit;
import io.svcrules.ipvs.compile.AddressKind;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.compile.IpvsFragment;
import io.svcrules.ipvs.compile.ServedAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Why virtual servers exist, as compiled from Services. */
public final class ServerReasons implements Reasons {
  private final Map<String, Explanation> byServer = new HashMap<>();

  private ServerReasons() {}

  /** The reasons of compiled virtual servers. */
  public static ServerReasons of(CompiledIpvs compiled) {
    ServerReasons reasons = new ServerReasons();
    for (IpvsFragment fragment : compiled.fragments()) {
      for (ServedAddress address : fragment.addresses()) {
        Explanation explanation =
            new Explanation(
                fragment.name().toString(),
                field(address.kind()),
                "the " + address.kind().text() + " leads to the endpoints");
        reasons.byServer.merge(address.key().toString(), explanation, ServerReasons::either);
      }
    }
    return reasons;
  }

  /** Of two that claim one address the winner is not told apart here. */
  private static Explanation either(Explanation one, Explanation other) {
    return new Explanation(one.object() + " or " + other.object(), one.field(), one.text());
  }

  private static String field(AddressKind kind) {
    return switch (kind) {
      case CLUSTER_IP -> "spec.clusterIPs";
      case EXTERNAL_IP -> "spec.externalIPs";
      case LOAD_BALANCER_IP -> "status.loadBalancer.ingress";
      case NODE_PORT -> "spec.ports[].nodePort";
    };
  }

  @Override
  public Optional<Explanation> of(Visit visit) {
    int end = visit.text().indexOf(" -s ");
    return visit.table().isPresent() || end < 0
        ? Optional.empty()
        : Optional.ofNullable(byServer.get(visit.text().substring(0, end)));
  }
}
