// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import io.svcrules.model.Protocol;
import java.util.Optional;
import java.util.OptionalInt;

/** The fields that ports of Services, EndpointSlices and Endpoints share. */
final class PortFields {
  /** The largest port number of TCP, UDP and SCTP. */
  static final int MAX = 65535;

  private PortFields() {}

  /** {@code name}; empty if absent or the empty string. */
  static Optional<TextField> name(Fields port) {
    Optional<TextField> name = port.text("name").filter(text -> !text.text().isEmpty());
    name.filter(text -> !DnsNames.isLabel(text.text()))
        .ifPresent(text -> port.reject(text, DnsNames.LABEL));
    return name;
  }

  /** {@code protocol}; TCP if absent. */
  static Protocol protocol(Fields port) {
    return port.choice("protocol", Choices.PROTOCOL).orElse(Protocol.TCP);
  }

  /** {@code port}, which must be there; empty if it is not, or wrong. */
  static OptionalInt port(Fields port) {
    if (port.find("port").isEmpty()) {
      port.missing("port", "an integer from 1 to " + MAX);
      return OptionalInt.empty();
    }
    return port.integer("port", 1, MAX);
  }

  /** {@code targetPort}: a number or a name; the empty string if absent. */
  static String targetPort(Fields port) {
    Optional<ManifestValue> value = port.find("targetPort");
    if (value.isEmpty()) {
      return "";
    }
    if (value.get() instanceof ScalarValue scalar && scalar.kind() == ScalarKind.STRING) {
      return scalar.text();
    }
    OptionalInt number = IntegerField.read(value.get());
    if (number.isEmpty() || number.getAsInt() < 0 || number.getAsInt() > MAX) {
      String expected = "an integer from 1 to " + MAX + " or the name of a container port";
      port.reject(value.get(), port.path().field("targetPort"), expected);
    }
    return number.isEmpty() ? "" : Integer.toString(number.getAsInt());
  }
}
