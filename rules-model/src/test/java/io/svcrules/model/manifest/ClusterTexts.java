// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.util.ArrayList;
import java.util.List;

/** A small cluster with all kinds and most fields, as YAML and JSON documents. */
final class ClusterTexts {
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        namespace: shop
        labels: {app: web, "x": &one "1"}
        annotations:
          note: |
            several
            lines
      spec:
        type: LoadBalancer
        clusterIP: 10.96.0.10
        clusterIPs: [10.96.0.10, "fd00::10"]
        ipFamilies: [IPv4, IPv6]
        ports:
        - {name: http, protocol: TCP, port: 80, nodePort: 30080, targetPort: 8080}
        - name: dns
          protocol: UDP
          port: 53
        externalIPs: [192.0.2.1, 'x']
        loadBalancerSourceRanges:
        - 198.51.100.0/24
        sessionAffinity: ClientIP
        sessionAffinityConfig: {clientIP: {timeoutSeconds: 60}}
      status:
        loadBalancer: {ingress: [{ip: 203.0.113.1, ipMode: VIP}, {hostname: a}]}
      """;
  private static final String SLICE =
      """
      addressType: IPv4
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata:
        name: web-1
        namespace: shop
        labels:
          kubernetes.io/service-name: web
      ports: &ports
      - name: http
        port: 8080
      endpoints:
      - addresses: [10.0.0.1]
        conditions: {ready: true, serving: true, terminating: false}
        nodeName: node-1
        hints: {forZones: [{name: a}]}
      - addresses: ["10.0.0.2"]
        conditions: {ready: no}
      """;
  private static final String ENDPOINTS =
      """
      apiVersion: v1
      kind: Endpoints
      metadata: {name: db}
      subsets:
      - addresses: [{ip: 10.0.1.1}, {ip: "fd00:1::1", nodeName: node-1}]
        notReadyAddresses: [{ip: 10.0.1.2}]
        ports: [{port: 5432}]
      """;
  private static final String LIST =
      """
      apiVersion: v1
      items:
      - apiVersion: v1
        kind: Node
        metadata: {name: node-1, labels: {topology.kubernetes.io/zone: a}}
        spec: {podCIDRs: [10.244.1.0/24]}
        status: {addresses: [{type: InternalIP, address: 192.0.2.9}]}
      - apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, managedFields: [{f: {a: b}}]}
      - &s
        apiVersion: v1
        kind: Service
        metadata: {name: db}
        spec: {clusterIP: None}
      - *s
      kind: List
      metadata: {resourceVersion: ""}
      """;
  private static final String JSON_LIST =
      """
      {"kind": "ServiceList", "apiVersion": "v1", "metadata": {}, "items": [
        {"metadata": {"name": "api", "labels": {"a": "\\u00e4"}},
         "spec": {"clusterIP": "10.96.0.11", "ports": [{"port": 443, "targetPort": "https"}],
           "publishNotReadyAddresses": true, "selector": null}},
        {"metadata": {"name": "ext"},
         "spec": {"type": "ExternalName", "externalName": "a.example.org"}}]}
      """;
  private static final String JSON_SLICE =
      """
      {"kind": "EndpointSlice", "apiVersion": "discovery.k8s.io/v1",
       "metadata": {"name": "api-1", "labels": {"kubernetes.io/service-name": "api"}},
       "addressType": "IPv4", "ports": [{"name": "", "port": 8443}],
       "endpoints": [{"addresses": ["10.0.2.1"], "nodeName": "node-1"}]}
      """;

  private ClusterTexts() {}

  /** The YAML documents. */
  static List<String> yamlDocuments() {
    return new ArrayList<>(List.of(SERVICE, SLICE, ENDPOINTS, LIST));
  }

  /** The YAML documents in one file. */
  static String yaml() {
    return String.join("---\n", yamlDocuments());
  }

  /** The JSON documents. */
  static List<String> jsonDocuments() {
    return List.of(JSON_LIST, JSON_SLICE);
  }

  /** JSON documents, one after the other. */
  static String json() {
    return JSON_LIST + JSON_SLICE;
  }
}
