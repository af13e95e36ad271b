// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata;

import java.io.IOException;

/**
 * The text of a cluster of any size, as {@code kubectl get -o yaml} or {@code -o json} prints it.
 * Every tenth Service is of type NodePort; each has one slice.
 *
 * @param services how many Services
 * @param endpoints how many endpoints each has: 0 to 250
 */
public record LargeCluster(int services, int endpoints) {
  private static final int NODES = 100;

  /** Appends a {@code List} in YAML. */
  public void appendYaml(Appendable out) throws IOException {
    out.append("apiVersion: v1\nitems:\n");
    for (int i = 0; i < services; i++) {
      appendYamlService(out, i);
      appendYamlSlice(out, i);
    }
    out.append("kind: List\nmetadata:\n  resourceVersion: \"\"\n");
  }

  private void appendYamlService(Appendable out, int i) throws IOException {
    out.append("- apiVersion: v1\n  kind: Service\n  metadata:\n");
    out.append("    annotations:\n      example.com/owner: team-" + i % 50 + "\n");
    out.append("    creationTimestamp: \"2026-01-01T00:00:00Z\"\n");
    out.append("    labels:\n      app: " + name(i) + "\n      tier: backend\n");
    out.append("    name: " + name(i) + "\n    namespace: " + namespace(i) + "\n");
    out.append("    resourceVersion: \"" + (1000 + i) + "\"\n");
    out.append("    uid: 00000000-0000-4000-8000-" + String.format("%012d", i) + "\n");
    out.append("  spec:\n    clusterIP: " + clusterIp(i) + "\n    clusterIPs:\n");
    out.append("    - " + clusterIp(i) + "\n    internalTrafficPolicy: Cluster\n");
    out.append("    ipFamilies:\n    - IPv4\n    ipFamilyPolicy: SingleStack\n    ports:\n");
    out.append("    - name: http\n");
    if (nodePort(i) != 0) {
      out.append("      nodePort: " + nodePort(i) + "\n");
    }
    out.append("      port: 80\n      protocol: TCP\n      targetPort: 8080\n");
    out.append("    selector:\n      app: " + name(i) + "\n    sessionAffinity: None\n");
    out.append("    type: " + (nodePort(i) != 0 ? "NodePort" : "ClusterIP") + "\n");
    out.append("  status:\n    loadBalancer: {}\n");
  }

  private void appendYamlSlice(Appendable out, int i) throws IOException {
    out.append("- addressType: IPv4\n  apiVersion: discovery.k8s.io/v1\n  endpoints:\n");
    for (int j = 0; j < endpoints; j++) {
      out.append("  - addresses:\n    - " + endpoint(i, j) + "\n    conditions:\n");
      out.append("      ready: true\n      serving: true\n      terminating: false\n");
      out.append("    nodeName: " + node(i, j) + "\n    targetRef:\n      kind: Pod\n");
      out.append("      name: " + name(i) + "-" + j + "\n      namespace: " + namespace(i) + "\n");
      out.append("    zone: zone-" + "abc".charAt((i + j) % 3) + "\n");
    }
    out.append("  kind: EndpointSlice\n  metadata:\n    generateName: " + name(i) + "-\n");
    out.append("    labels:\n      kubernetes.io/service-name: " + name(i) + "\n");
    out.append("    name: " + name(i) + "-x" + i + "\n    namespace: " + namespace(i) + "\n");
    out.append("  ports:\n  - name: http\n    port: 8080\n    protocol: TCP\n");
  }

  /** Appends a {@code List} in JSON, indented as kubectl does. */
  public void appendJson(Appendable out) throws IOException {
    out.append("{\n    \"apiVersion\": \"v1\",\n    \"items\": [\n");
    for (int i = 0; i < services; i++) {
      appendJsonService(out, i);
      out.append(",\n");
      appendJsonSlice(out, i);
      out.append(i + 1 < services ? ",\n" : "\n");
    }
    out.append(
        "    ],\n    \"kind\": \"List\",\n    \"metadata\": {\"resourceVersion\": \"\"}\n}\n");
  }

  private void appendJsonService(Appendable out, int i) throws IOException {
    String nodePort = nodePort(i) == 0 ? "" : "\"nodePort\": " + nodePort(i) + ", ";
    out.append("        {\"apiVersion\": \"v1\", \"kind\": \"Service\", \"metadata\": {");
    out.append("\"annotations\": {\"example.com/owner\": \"team-" + i % 50 + "\"}, ");
    out.append("\"labels\": {\"app\": \"" + name(i) + "\", \"tier\": \"backend\"}, ");
    out.append("\"name\": \"" + name(i) + "\", \"namespace\": \"" + namespace(i) + "\"},\n");
    out.append("         \"spec\": {\"clusterIP\": \"" + clusterIp(i) + "\", ");
    out.append("\"clusterIPs\": [\"" + clusterIp(i) + "\"], \"ipFamilies\": [\"IPv4\"], ");
    out.append(
        "\"internalTrafficPolicy\": \"Cluster\",\n         \"ports\": [{\"name\": \"http\", ");
    out.append(nodePort + "\"port\": 80, \"protocol\": \"TCP\", \"targetPort\": 8080}], ");
    out.append("\"selector\": {\"app\": \"" + name(i) + "\"}, \"sessionAffinity\": \"None\", ");
    out.append("\"type\": \"" + (nodePort(i) != 0 ? "NodePort" : "ClusterIP") + "\"},\n");
    out.append("         \"status\": {\"loadBalancer\": {}}}");
  }

  private void appendJsonSlice(Appendable out, int i) throws IOException {
    out.append("        {\"addressType\": \"IPv4\", \"apiVersion\": \"discovery.k8s.io/v1\", ");
    out.append("\"endpoints\": [");
    for (int j = 0; j < endpoints; j++) {
      out.append(j == 0 ? "\n" : ",\n");
      out.append("            {\"addresses\": [\"" + endpoint(i, j) + "\"], \"conditions\": ");
      out.append("{\"ready\": true, \"serving\": true, \"terminating\": false}, ");
      out.append("\"nodeName\": \"" + node(i, j) + "\", \"targetRef\": {\"kind\": \"Pod\", ");
      out.append("\"name\": \"" + name(i) + "-" + j + "\", \"namespace\": \"" + namespace(i));
      out.append("\"}, \"zone\": \"zone-" + "abc".charAt((i + j) % 3) + "\"}");
    }
    out.append("],\n         \"kind\": \"EndpointSlice\", \"metadata\": {\"labels\": {");
    out.append("\"kubernetes.io/service-name\": \"" + name(i) + "\"}, \"name\": \"" + name(i));
    out.append("-x" + i + "\", \"namespace\": \"" + namespace(i) + "\"},\n");
    out.append(
        "         \"ports\": [{\"name\": \"http\", \"port\": 8080, \"protocol\": \"TCP\"}]}");
  }

  private static String name(int i) {
    return "svc-" + i;
  }

  private static String namespace(int i) {
    return "ns-" + i % 40;
  }

  private static String clusterIp(int i) {
    return "10." + (96 + i / 62_500) + "." + i / 250 % 250 + "." + (i % 250 + 1);
  }

  /** Every tenth Service has one. */
  private static int nodePort(int i) {
    return i % 10 == 3 && i / 10 < 2767 ? 30000 + i / 10 : 0;
  }

  private String endpoint(int i, int j) {
    int n = i * endpoints + j;
    return "10." + (128 + n / 62_500) + "." + n / 250 % 250 + "." + (n % 250 + 1);
  }

  private static String node(int i, int j) {
    return "node-" + (i + j * 7) % NODES;
  }
}
