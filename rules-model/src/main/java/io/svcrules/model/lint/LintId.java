// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.lint;

/** The kinds of findings. docs/lint.md has an example of each. */
public enum LintId {
  /** Two service ports, one address. */
  ADDRESS_CLAIMED_TWICE(
      "address-claimed-twice",
      LintSeverity.ERROR,
      "Two Services claim one address, port and protocol; only the first by name gets traffic.",
      "Give one of them another address or port."),
  /** Two claims on one node port. */
  NODE_PORT_CLAIMED_TWICE(
      "node-port-claimed-twice",
      LintSeverity.ERROR,
      "Two claims of one node port and protocol; only the first by name gets traffic.",
      "Remove the field from one of them, and the API server picks a free port."),
  /** A node port among ephemeral ports. */
  NODE_PORT_EPHEMERAL(
      "node-port-ephemeral",
      LintSeverity.WARNING,
      "The node takes source ports of its own connections from a range that holds the node port.",
      "Take node ports from outside net.ipv4.ip_local_port_range, or list them in"
          + " net.ipv4.ip_local_reserved_ports."),
  /** A node port that a process of the node uses. */
  NODE_PORT_IN_USE(
      "node-port-in-use",
      LintSeverity.ERROR,
      "A process of the node listens on the node port; it no longer gets what comes to that port.",
      "Move the process or the node port."),
  /** Local policy without local endpoints. */
  LOCAL_POLICY_BLACK_HOLE(
      "local-policy-black-hole",
      LintSeverity.WARNING,
      "Policy Local, and no endpoint on this node: what comes here is dropped without a word.",
      "Run an endpoint on every node that gets such traffic, have the load balancer ask"
          + " spec.healthCheckNodePort, or use policy Cluster."),
  /** No slice port fits a service port. */
  PORT_MISMATCH(
      "port-mismatch",
      LintSeverity.ERROR,
      "EndpointSlices hold endpoints, but no port of the service port's name and protocol.",
      "Use the same port name and protocol in Service and EndpointSlice; with a selector, check"
          + " that spec.ports[].targetPort names a port that the containers have."),
  /** The slices lead elsewhere than targetPort says. */
  TARGET_PORT_DIFFERS(
      "target-port-differs",
      LintSeverity.WARNING,
      "EndpointSlices lead to another port than spec.ports[].targetPort says; the slices count.",
      "Find out who wrote the slices, or correct targetPort."),
  /** Nobody serves. */
  NO_ENDPOINTS(
      "no-endpoints",
      LintSeverity.WARNING,
      "No endpoint can serve the port: connections are refused.",
      "See svcrules explain: which endpoints there are, and what keeps each from serving."),
  /** The same endpoint twice. */
  DUPLICATE_ENDPOINT(
      "duplicate-endpoint",
      LintSeverity.NOTE,
      "An address and port stands in EndpointSlices of a Service twice; one of them counts.",
      "Remove one; if a controller moves endpoints between slices this passes."),
  /** Source ranges that nothing asks. */
  SOURCE_RANGES_IDLE(
      "source-ranges-idle",
      LintSeverity.WARNING,
      "Source ranges that decide on no packet of this node.",
      "Restrict clients where their packets come in: at the load balancer, or by NetworkPolicy."),
  /** Source ranges with a way round them. */
  SOURCE_RANGES_BYPASSED(
      "source-ranges-bypassed",
      LintSeverity.NOTE,
      "Source ranges guard load balancer IPs only; the Service has other addresses, too.",
      "Set spec.allocateLoadBalancerNodePorts to false and drop spec.externalIPs, or guard those"
          + " by NetworkPolicy."),
  /** An endpoint that is a service address. */
  ENDPOINT_IN_SERVICE_NETWORK(
      "endpoint-in-service-network",
      LintSeverity.ERROR,
      "An endpoint has an address of Services; traffic is never sent on from Service to Service.",
      "Name the addresses of pods; for an alias use type ExternalName."),
  /** An endpoint that every node takes for itself. */
  ENDPOINT_LOOPBACK(
      "endpoint-loopback",
      LintSeverity.ERROR,
      "An endpoint has an address that no packet can be forwarded to.",
      "Name the address that others reach the endpoint by."),
  /** An external IP that is somebody else's. */
  EXTERNAL_IP_SHADOWS(
      "external-ip-shadows",
      LintSeverity.ERROR,
      "An external IP is the address of a node, pod or Service, whose traffic it takes over.",
      "Use an address that nothing else in the cluster has; see CVE-2020-8554."),
  /** More clients than the kernel remembers. */
  AFFINITY_MEMORY(
      "affinity-memory",
      LintSeverity.WARNING,
      "The kernel remembers fewer clients of each endpoint than may come: affinity gets lost.",
      "Load xt_recent with a larger ip_list_tot, shorten the timeout, or use mode ipvs.");

  private final String id;
  private final LintSeverity severity;
  private final String summary;
  private final String fix;

  LintId(String id, LintSeverity severity, String summary, String fix) {
    this.id = id;
    this.severity = severity;
    this.summary = summary;
    this.fix = fix;
  }

  /** The name, in lower case with hyphens; it never changes. */
  public String id() {
    return id;
  }

  /** How bad such findings are at most, and mostly. */
  public LintSeverity severity() {
    return severity;
  }

  /** What is wrong, in a sentence or two. */
  public String summary() {
    return summary;
  }

  /** What to do about it. */
  public String fix() {
    return fix;
  }
}
