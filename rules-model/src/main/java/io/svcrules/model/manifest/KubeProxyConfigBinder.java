// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import io.svcrules.model.Cidr;
import io.svcrules.model.KubeProxyConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A KubeProxyConfiguration from its fields. */
final class KubeProxyConfigBinder {
  private static final Choice<String> MODE =
      Choice.of(List.of("iptables", "ipvs", "nftables"), mode -> mode);
  private static final Choice<String> DETECT_LOCAL_MODE =
      Choice.of(
          List.of("ClusterCIDR", "NodeCIDR", "BridgeInterface", "InterfaceNamePrefix"),
          mode -> mode);

  /** The word in {@code nodePortAddresses} for the addresses of the Node object. */
  private static final String PRIMARY = "primary";

  private KubeProxyConfigBinder() {}

  static KubeProxyConfig bind(Fields fields) {
    Fields detectLocal = fields.inside("detectLocal");
    return new KubeProxyConfig(
        fields.choice("mode", MODE),
        textOf(fields, "hostnameOverride"),
        clusterCidrs(fields),
        nodePortAddresses(fields),
        fields.choice("detectLocalMode", DETECT_LOCAL_MODE),
        textOf(detectLocal, "bridgeInterface"),
        textOf(detectLocal, "interfaceNamePrefix"),
        iptables(fields.inside("iptables")),
        ipvs(fields.inside("ipvs")));
  }

  private static KubeProxyConfig.Iptables iptables(Fields iptables) {
    return new KubeProxyConfig.Iptables(
        iptables.flag("masqueradeAll"),
        iptables.integer("masqueradeBit", 0, 31),
        iptables.flag("localhostNodePorts"));
  }

  private static KubeProxyConfig.Ipvs ipvs(Fields ipvs) {
    return new KubeProxyConfig.Ipvs(
        textOf(ipvs, "scheduler"),
        Addresses.networks(ipvs, ipvs.texts("excludeCIDRs")),
        ipvs.flag("strictARP"),
        duration(ipvs, "tcpTimeout"),
        duration(ipvs, "tcpFinTimeout"),
        duration(ipvs, "udpTimeout"));
  }

  private static Optional<String> textOf(Fields fields, String name) {
    return fields.text(name).map(TextField::text).filter(text -> !text.isEmpty());
  }

  private static List<Cidr> clusterCidrs(Fields fields) {
    Optional<TextField> list = fields.text("clusterCIDR").filter(text -> !text.text().isEmpty());
    if (list.isEmpty()) {
      return List.of();
    }
    List<TextField> parts = new ArrayList<>(2);
    for (String part : list.get().text().split(",", -1)) {
      parts.add(new TextField(part, list.get().value(), list.get().path()));
    }
    return Addresses.networks(fields, parts);
  }

  private static List<String> nodePortAddresses(Fields fields) {
    List<String> addresses = new ArrayList<>(2);
    for (TextField text : fields.texts("nodePortAddresses")) {
      if (!text.text().equals(PRIMARY) && Cidr.tryParse(text.text()).isEmpty()) {
        fields.reject(text, Addresses.NETWORK + ", or \"" + PRIMARY + '"');
      }
      addresses.add(text.text());
    }
    return addresses;
  }

  private static Optional<Duration> duration(Fields fields, String name) {
    Optional<TextField> text = fields.text(name).filter(found -> !found.text().isEmpty());
    Optional<Duration> duration = text.flatMap(found -> GoDuration.parse(found.text()));
    if (text.isPresent() && duration.isEmpty()) {
      fields.reject(text.get(), "a duration such as \"15m\" or \"1h30m\"");
    }
    return duration;
  }
}
