// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.Node;
import java.util.ArrayList;
import java.util.List;

/** A v1 Node from its fields. */
final class NodeBinder {
  private NodeBinder() {}

  /** The Node; without meaning if there were problems that reject it. */
  static Node bind(Fields object) {
    Metadata metadata = Metadata.read(object, ObjectKind.NODE);
    Fields spec = object.inside("spec");
    List<TextField> podCidrs = spec.texts("podCIDRs");
    if (podCidrs.isEmpty()) {
      podCidrs =
          spec.text("podCIDR")
              .filter(text -> !text.text().isEmpty())
              .map(List::of)
              .orElse(List.of());
    }
    List<Cidr> networks = Addresses.networks(spec, podCidrs);
    List<IpAddress> addresses = addresses(object.inside("status"));
    return new Node(metadata.name().name(), metadata.labels(), networks, addresses);
  }

  private static List<IpAddress> addresses(Fields status) {
    List<IpAddress> internal = new ArrayList<>(2);
    List<IpAddress> external = new ArrayList<>(0);
    for (Fields element : status.insideEach("addresses")) {
      String type = element.text("type").map(TextField::text).orElse("");
      List<IpAddress> wanted =
          switch (type) {
            case "InternalIP" -> internal;
            case "ExternalIP" -> external;
            default -> null;
          };
      if (wanted != null) {
        element
            .text("address")
            .flatMap(text -> Addresses.lenient(element, text))
            .ifPresent(wanted::add);
      }
    }
    internal.addAll(external);
    return internal;
  }
}
