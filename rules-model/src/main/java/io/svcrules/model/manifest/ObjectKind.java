// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.util.Map;
import java.util.Optional;

/** The kinds that have a part in the rules. */
enum ObjectKind {
  SERVICE(
      "Service",
      "v1",
      Map.of("spec", Relevance.ALL, "status", Relevance.ALL.only("loadBalancer")),
      true),
  ENDPOINT_SLICE(
      "EndpointSlice",
      "discovery.k8s.io/v1",
      Map.of(
          "addressType",
          Relevance.ALL,
          "ports",
          Relevance.ALL.only("name", "protocol", "port"),
          "endpoints",
          Relevance.ALL.only("addresses", "conditions", "hostname", "nodeName", "hints")),
      true),
  ENDPOINTS("Endpoints", "v1", Map.of("subsets", Relevance.ALL), true),
  NODE(
      "Node",
      "v1",
      Map.of(
          "spec",
          Relevance.ALL.only("podCIDR", "podCIDRs"),
          "status",
          Relevance.ALL.only("addresses")),
      false);

  private final String kind;
  private final String apiVersion;

  @SuppressWarnings("ImmutableEnumChecker") // immutable by nature: copied maps only
  private final Relevance relevance;

  private final boolean namespaced;

  ObjectKind(String kind, String apiVersion, Map<String, Relevance> fields, boolean namespaced) {
    this.kind = kind;
    this.apiVersion = apiVersion;
    this.relevance = Relevance.ofObject(fields);
    this.namespaced = namespaced;
  }

  /** {@code kind}. */
  String kind() {
    return kind;
  }

  /** {@code apiVersion}. */
  String apiVersion() {
    return apiVersion;
  }

  /** Which fields are read. */
  Relevance relevance() {
    return relevance;
  }

  /** The kind of exactly that name and API version. */
  static Optional<ObjectKind> of(String kind, String apiVersion) {
    for (ObjectKind known : values()) {
      if (known.kind.equals(kind) && known.apiVersion.equals(apiVersion)) {
        return Optional.of(known);
      }
    }
    return Optional.empty();
  }

  /** The kind that this was probably meant to be: another case, or another version. */
  static Optional<ObjectKind> almost(String kind, String apiVersion) {
    for (ObjectKind known : values()) {
      if (known.kind.equalsIgnoreCase(kind) && known.group().equals(group(apiVersion))) {
        return Optional.of(known);
      }
    }
    return Optional.empty();
  }

  private String group() {
    return group(apiVersion);
  }

  /** The API group of an {@code apiVersion}; empty for the core group. */
  static String group(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  /** Whether the object may have that name. */
  boolean isName(String name) {
    return this == SERVICE ? DnsNames.isLabel(name) : DnsNames.isSubdomain(name);
  }

  /** What a name may be. */
  String nameRule() {
    return this == SERVICE ? DnsNames.LABEL : DnsNames.SUBDOMAIN;
  }

  /** Whether its objects are in namespaces. */
  boolean isNamespaced() {
    return namespaced;
  }
}
