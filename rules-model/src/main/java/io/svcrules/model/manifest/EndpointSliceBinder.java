// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import io.svcrules.model.AddressType;
import io.svcrules.model.EndpointConditions;
import io.svcrules.model.EndpointPort;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpAddress;
import io.svcrules.model.Protocol;
import io.svcrules.model.SliceEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A discovery.k8s.io/v1 EndpointSlice from its fields, with the API server's defaults. */
final class EndpointSliceBinder {
  private EndpointSliceBinder() {}

  /** The slice; without meaning if there were problems that reject it. */
  static EndpointSlice bind(Fields object) {
    Metadata metadata = Metadata.read(object, ObjectKind.ENDPOINT_SLICE);
    Optional<AddressType> type = object.choice("addressType", Choices.ADDRESS_TYPE);
    if (type.isEmpty() && !object.hasValue("addressType")) {
      object.missing("addressType", Choices.ADDRESS_TYPE.all());
    }
    List<EndpointPort> ports = ports(object);
    List<SliceEndpoint> endpoints = new ArrayList<>();
    for (Fields element : object.insideEach("endpoints")) {
      type.flatMap(known -> endpoint(element, known)).ifPresent(endpoints::add);
    }
    return new EndpointSlice(
        metadata.name(), metadata.labels(), type.orElse(AddressType.IPV4), ports, endpoints);
  }

  private static List<EndpointPort> ports(Fields object) {
    UniqueValues names = new UniqueValues();
    List<EndpointPort> ports = new ArrayList<>(1);
    for (Fields element : object.insideEach("ports")) {
      String name = PortFields.name(element).map(TextField::text).orElse("");
      Protocol protocol = PortFields.protocol(element);
      names.checkName(element, name, protocol);
      int port = element.integer("port", 0, PortFields.MAX).orElse(0);
      ports.add(new EndpointPort(name, protocol, port));
    }
    return ports;
  }

  private static Optional<SliceEndpoint> endpoint(Fields element, AddressType type) {
    EndpointConditions conditions = conditions(element.inside("conditions"));
    Optional<String> hostname = EndpointsBinder.hostname(element);
    Optional<String> nodeName = element.text("nodeName").map(TextField::text);
    Fields hints = element.inside("hints");
    List<String> zones = hintNames(hints, "forZones");
    List<String> nodes = hintNames(hints, "forNodes");
    return address(element, type)
        .map(address -> new SliceEndpoint(address, conditions, hostname, nodeName, zones, nodes));
  }

  private static EndpointConditions conditions(Fields conditions) {
    boolean ready = conditions.flag("ready").orElse(true);
    boolean serving = conditions.flag("serving").orElse(true);
    boolean terminating = conditions.flag("terminating").orElse(false);
    return ready && serving && !terminating
        ? EndpointConditions.READY
        : new EndpointConditions(ready, serving, terminating);
  }

  private static List<String> hintNames(Fields hints, String field) {
    List<String> names = new ArrayList<>(1);
    for (Fields hint : hints.insideEach(field)) {
      hint.requiredText("name", "a name").ifPresent(text -> names.add(text.text()));
    }
    return names;
  }

  // kube-proxy uses the first address of an endpoint only, and drops one of the wrong family.
  private static Optional<IpAddress> address(Fields element, AddressType type) {
    List<TextField> texts = element.texts("addresses");
    if (texts.isEmpty() && !element.hasValue("addresses")) {
      element.ignoreWithout("addresses", "at least one address");
    }
    if (texts.isEmpty() || type.family().isEmpty()) {
      return Optional.empty();
    }
    Optional<IpAddress> address =
        IpAddress.tryParse(texts.get(0).text())
            .filter(parsed -> parsed.family() == type.family().get());
    if (address.isEmpty()) {
      String expected = "an " + type.kubernetesName() + " address; the endpoint is ignored";
      element.warn(texts.get(0), expected);
    }
    return address;
  }
}
