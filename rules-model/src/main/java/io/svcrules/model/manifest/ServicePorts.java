// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import io.svcrules.model.Protocol;
import io.svcrules.model.ServicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code spec.ports} of a Service. */
final class ServicePorts {
  private final UniqueValues names = new UniqueValues();
  private final UniqueValues ports = new UniqueValues();
  private final UniqueValues nodePorts = new UniqueValues();

  private ServicePorts() {}

  /** The ports; if they are required, none is a problem. */
  static List<ServicePort> read(Fields spec, boolean required) {
    List<Fields> elements = spec.insideEach("ports");
    if (elements.isEmpty() && required && !spec.hasValue("ports")) {
      spec.missing("ports", "at least one port");
    }
    ServicePorts reader = new ServicePorts();
    List<ServicePort> all = new ArrayList<>(elements.size());
    for (Fields element : elements) {
      reader.readPort(element, elements.size() > 1).ifPresent(all::add);
    }
    return all;
  }

  private Optional<ServicePort> readPort(Fields element, boolean amongSeveral) {
    Optional<TextField> name = PortFields.name(element);
    if (name.isEmpty() && amongSeveral && !element.hasValue("name")) {
      element.missing("name", "a name, because the Service has several ports");
    }
    Protocol protocol = PortFields.protocol(element);
    OptionalInt port = PortFields.port(element);
    int nodePort = element.integer("nodePort", 0, PortFields.MAX).orElse(0);
    String targetPort = PortFields.targetPort(element);
    name.ifPresent(text -> names.checkName(element, text.text(), protocol));
    if (nodePort > 0) {
      nodePorts.check(element, "nodePort", nodePort + "/" + protocol);
    }
    if (port.isEmpty()) {
      return Optional.empty();
    }
    ports.check(element, "port", port.getAsInt() + "/" + protocol);
    String text = name.map(TextField::text).orElse("");
    return Optional.of(new ServicePort(text, protocol, port.getAsInt(), nodePort, targetPort));
  }
}
