// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import io.svcrules.model.EndpointPort;
import io.svcrules.model.Endpoints;
import io.svcrules.model.EndpointsMirror;
import io.svcrules.model.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A v1 Endpoints object from its fields, with the API server's defaults. */
final class EndpointsBinder {
  private EndpointsBinder() {}

  /** The object; without meaning if there were problems that reject it. */
  static Endpoints bind(Fields object) {
    Metadata metadata = Metadata.read(object, ObjectKind.ENDPOINTS);
    List<Endpoints.Subset> subsets = new ArrayList<>();
    for (Fields element : object.insideEach("subsets")) {
      subsets.add(subset(element));
    }
    return new Endpoints(metadata.name(), metadata.labels(), metadata.annotations(), subsets);
  }

  private static Endpoints.Subset subset(Fields element) {
    List<EndpointPort> ports = new ArrayList<>(1);
    for (Fields port : element.insideEach("ports")) {
      String name = PortFields.name(port).map(TextField::text).orElse("");
      int number = PortFields.port(port).orElse(0);
      ports.add(new EndpointPort(name, PortFields.protocol(port), number));
    }
    List<Endpoints.Address> ready = addresses(element, "addresses");
    List<Endpoints.Address> notReady = addresses(element, "notReadyAddresses");
    warnIfTooMany(element, ready.size() + notReady.size());
    return new Endpoints.Subset(ready, notReady, ports);
  }

  private static List<Endpoints.Address> addresses(Fields subset, String field) {
    List<Endpoints.Address> addresses = new ArrayList<>();
    for (Fields element : subset.insideEach(field)) {
      Optional<String> hostname = hostname(element);
      Optional<String> nodeName = element.text("nodeName").map(TextField::text);
      Optional<IpAddress> ip =
          element
              .requiredText("ip", Addresses.ADDRESS)
              .flatMap(text -> Addresses.lenient(element, text));
      ip.ifPresent(address -> addresses.add(new Endpoints.Address(address, hostname, nodeName)));
    }
    return addresses;
  }

  /** An empty name is none. */
  static Optional<String> hostname(Fields element) {
    return element.text("hostname").map(TextField::text).filter(name -> !name.isEmpty());
  }

  private static void warnIfTooMany(Fields subset, int count) {
    int max = EndpointsMirror.MAX_ADDRESSES;
    if (count > max) {
      subset
          .problems()
          .warn(
              subset.mapping(),
              subset.path(),
              count + " addresses",
              "at most " + max + "; those after the first " + max + " are ignored");
    }
  }
}
