// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.model.IpAddress;
import io.svcrules.model.Manifests;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Surefire runs these tests in a heap of 512 MiB: whole trees of such files would not fit. */
class LargeListTest {
  private static final int SERVICES = 20_000;
  private static final int FIFTY_MB = 50_000_000;

  private static final String YAML_SERVICE =
      """
      - apiVersion: v1
        kind: Service
        metadata:
          annotations:
            note: |
              %4$s
          labels:
            app: svc-%1$d
          managedFields:
          - manager: kubectl
            fieldsV1: {"f:spec": {"f:ports": {}, "f:selector": {}, "f:sessionAffinity": {}}}
          name: svc-%1$d
          namespace: default
          uid: 6d3b7c5e-1111-2222-3333-444455556666
        spec:
          clusterIP: 10.96.%2$d.%3$d
          clusterIPs:
          - 10.96.%2$d.%3$d
          ports:
          - name: http
            port: 80
            protocol: TCP
            targetPort: 8080
          selector:
            app: svc-%1$d
          type: ClusterIP
        status:
          loadBalancer: {}
      """;
  private static final String YAML_SLICE =
      """
      - addressType: IPv4
        apiVersion: discovery.k8s.io/v1
        endpoints:
        - addresses:
          - 10.244.%2$d.%3$d
          conditions:
            ready: true
            serving: true
            terminating: false
          nodeName: node-%2$d
          targetRef:
            kind: Pod
            name: svc-%1$d-x
        - addresses:
          - 10.245.%2$d.%3$d
          nodeName: node-%3$d
        kind: EndpointSlice
        metadata:
          annotations:
            note: |
              %4$s
          labels:
            kubernetes.io/service-name: svc-%1$d
          name: svc-%1$d-abcde
          namespace: default
        ports:
        - name: http
          port: 8080
          protocol: TCP
      """;
  private static final String JSON_SERVICE =
      """
      {"apiVersion": "v1", "kind": "Service",
       "metadata": {"name": "svc-%1$d", "labels": {"app": "svc-%1$d"}, "annotations": {"n": "%4$s"}},
       "spec": {"clusterIP": "10.96.%2$d.%3$d", "ports": [{"name": "http", "port": 80}]}},
      """;
  private static final String JSON_SLICE =
      """
      {"apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice",
       "metadata": {"name": "svc-%1$d-abcde", "labels": {"kubernetes.io/service-name": "svc-%1$d"},
         "annotations": {"n": "%4$s"}},
       "addressType": "IPv4", "ports": [{"name": "http", "port": 8080}],
       "endpoints": [{"addresses": ["10.244.%2$d.%3$d"], "nodeName": "node-%2$d"},
         {"addresses": ["10.245.%2$d.%3$d"], "nodeName": "node-%3$d"}]}%5$s
      """;

  private static byte[] items(String service, String slice, int padding) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(FIFTY_MB + FIFTY_MB / 4);
    String note = "x".repeat(padding);
    for (int i = 0; i < SERVICES; i++) {
      String comma = i < SERVICES - 1 ? "," : "";
      out.writeBytes(text(service, i, note, comma));
      out.writeBytes(text(slice, i, note, comma));
    }
    return out.toByteArray();
  }

  private static byte[] text(String template, int i, String note, String comma) {
    return String.format(template, i, i >> 8, i & 255, note, comma)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Manifests read(String before, byte[] items, String after) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(items.length + 200);
    out.writeBytes(before.getBytes(StandardCharsets.UTF_8));
    out.writeBytes(items);
    out.writeBytes(after.getBytes(StandardCharsets.UTF_8));
    assertTrue(out.size() > FIFTY_MB, () -> out.size() + " bytes");
    ManifestSource source =
        new ManifestSource("list", () -> new ByteArrayInputStream(out.toByteArray()));
    ManifestReading reading = ManifestReader.read(List.of(source));
    assertEquals(List.of(), reading.problems());
    assertEquals(Map.of(), reading.skippedKinds());
    return reading.manifests();
  }

  private static void check(Manifests manifests) {
    assertEquals(SERVICES, manifests.services().size());
    assertEquals(SERVICES, manifests.slices().size());
    assertEquals(
        IpAddress.parse("10.245.78.31"),
        manifests.slices().stream()
            .filter(slice -> slice.name().name().equals("svc-19999-abcde"))
            .findFirst()
            .orElseThrow()
            .endpoints()
            .get(1)
            .address());
  }

  @Test
  void fiftyMegabytesOfYamlAreRead() {
    check(read("apiVersion: v1\nitems:\n", items(YAML_SERVICE, YAML_SLICE, 740), "kind: List\n"));
  }

  @Test
  void fiftyMegabytesOfJsonAreRead() {
    check(
        read(
            "{\"apiVersion\": \"v1\", \"items\": [\n",
            items(JSON_SERVICE, JSON_SLICE, 1000),
            "], \"kind\": \"List\"}\n"));
  }
}
