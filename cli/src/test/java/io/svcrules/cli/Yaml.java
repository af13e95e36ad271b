// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

/** Objects for tests. */
final class Yaml {
  /** A Service with one endpoint on node-1 and one on node-2. */
  static final String WEB =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web, namespace: default, labels: {app: web, tier: front}}
      spec:
        type: NodePort
        clusterIP: 10.96.0.10
        clusterIPs: [10.96.0.10]
        ports:
        - {name: http, port: 80, nodePort: 30080}
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: web-1, namespace: default, labels: {kubernetes.io/service-name: web}}
      addressType: IPv4
      ports:
      - {name: http, protocol: TCP, port: 8080}
      endpoints:
      - {addresses: [10.244.1.10], nodeName: node-1}
      - {addresses: [10.244.2.10], nodeName: node-2}
      """;

  /** A Node with addresses and pod networks of both families. */
  static final String NODE =
      """
      ---
      apiVersion: v1
      kind: Node
      metadata: {name: node-1, labels: {topology.kubernetes.io/zone: zone-a}}
      spec:
        podCIDRs: [10.244.1.0/24, 'fd00:10:244:1::/64']
      status:
        addresses:
        - {type: InternalIP, address: 192.0.2.11}
        - {type: InternalIP, address: 'fd00::11'}
      """;

  /** A Service whose node port is out of range. */
  static final String BROKEN =
      """
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: broken, namespace: default}
      spec:
        type: NodePort
        clusterIP: 10.96.0.11
        ports:
        - {name: http, port: 80, nodePort: 99999}
      """;

  /** The Service of {@link #WEB} in both families, without node port. */
  static final String DUAL =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: dual, namespace: other}
      spec:
        clusterIP: 10.96.0.20
        clusterIPs: [10.96.0.20, 'fd00:96::20']
        ipFamilies: [IPv4, IPv6]
        ports:
        - {name: http, port: 80}
      """;

  private Yaml() {}

  /** {@link #WEB} with one line of its spec in addition. */
  static String webWith(String line) {
    return WEB.replace("  type: NodePort\n", "  type: NodePort\n  " + line + "\n");
  }
}
