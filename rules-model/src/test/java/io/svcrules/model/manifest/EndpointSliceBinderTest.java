// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import static io.svcrules.model.manifest.ManifestTexts.onlySlice;
import static io.svcrules.model.manifest.ManifestTexts.problems;
import static io.svcrules.model.manifest.ManifestTexts.read;
import static io.svcrules.model.manifest.ManifestTexts.slice;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.model.AddressType;
import io.svcrules.model.EndpointConditions;
import io.svcrules.model.EndpointPort;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpAddress;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.Protocol;
import io.svcrules.model.SliceEndpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndpointSliceBinderTest {

  private static String at(String place, String message) {
    return "web.yaml:" + place + "EndpointSlice default/web-1: " + message + " (document 1)";
  }

  @Test
  void everyFieldIsRead() {
    EndpointSlice slice =
        onlySlice(
            """
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata:
              name: web-1
              namespace: shop
              labels: {kubernetes.io/service-name: web}
            addressType: IPv6
            ports:
            - {name: http, protocol: TCP, port: 8080, appProtocol: http}
            endpoints:
            - addresses: ["fd00::1", "fd00::2"]
              conditions: {ready: false, serving: true, terminating: true}
              nodeName: node-1
              zone: zone-a
              targetRef: {kind: Pod, name: web-0}
              hints:
                forZones: [{name: zone-b}, {name: zone-a}]
                forNodes: [{name: node-1}]
            """);
    assertEquals(
        new EndpointSlice(
            new NamespacedName("shop", "web-1"),
            Map.of("kubernetes.io/service-name", "web"),
            AddressType.IPV6,
            List.of(new EndpointPort("http", Protocol.TCP, 8080)),
            List.of(
                new SliceEndpoint(
                    IpAddress.parse("fd00::1"),
                    EndpointConditions.SERVING_TERMINATING,
                    Optional.of("node-1"),
                    List.of("zone-a", "zone-b"),
                    List.of("node-1")))),
        slice);
  }

  @Test
  void whatIsAbsentHasItsDefault() {
    EndpointSlice slice =
        onlySlice(
            slice(
                "ports: [{}]",
                "endpoints:",
                "- addresses: [10.0.0.1]",
                "- {addresses: [10.0.0.2], conditions: {ready: false, serving: null}}"));
    assertEquals(List.of(new EndpointPort("", Protocol.TCP, 0)), slice.ports());
    assertEquals(
        List.of(
            new EndpointConditions(true, true, false), new EndpointConditions(false, true, false)),
        slice.endpoints().stream().map(SliceEndpoint::conditions).toList());
    assertEquals(List.of(), onlySlice(slice("ports: null", "endpoints: null")).endpoints());
  }

  @Test
  void anEndpointOfTheWrongFamilyIsDroppedWithAWarning() {
    String text = slice("endpoints: [{addresses: ['fd00::1']}, {addresses: [10.0.0.1]}]");
    assertEquals(
        List.of(
            at(
                "5:26: warning: ",
                "endpoints[0].addresses[0]: found \"fd00::1\", expected an IPv4 address; the"
                    + " endpoint is ignored")),
        problems(text));
    assertEquals(
        List.of(IpAddress.parse("10.0.0.1")),
        read(text).manifests().slices().get(0).endpoints().stream()
            .map(SliceEndpoint::address)
            .toList());
  }

  @Test
  void anEndpointWithoutAddressIsDroppedWithAWarning() {
    assertEquals(
        List.of(
            at(
                "5:13: warning: ",
                "endpoints[0].addresses: missing, expected at least one address; the element is"
                    + " ignored"),
            at(
                "5:41: warning: ",
                "endpoints[1].addresses[0]: found \"web\", expected an IPv4 address; the endpoint is"
                    + " ignored")),
        problems(slice("endpoints: [{nodeName: a}, {addresses: [web]}]")));
  }

  @Test
  void hostNamesAreNoEndpoints() {
    EndpointSlice slice =
        onlySlice(slice("endpoints: [{addresses: [a.example.org]}]").replace("IPv4", "FQDN"));
    assertEquals(AddressType.FQDN, slice.addressType());
    assertEquals(List.of(), slice.endpoints());
  }

  @Test
  void theAddressTypeIsRequiredAndSpelledExactly() {
    assertEquals(
        List.of(at("4:14: ", "addressType: found \"ipv4\", expected \"IPv4\"")),
        problems(slice("ports: []").replace("IPv4", "ipv4")));
    assertEquals(
        List.of(at("1:1: ", "addressType: missing, expected IPv4, IPv6 or FQDN")),
        problems(slice("ports: []").replace("IPv4", "")));
  }

  @Test
  void wrongTypesRejectTheSlice() {
    String text =
        slice(
            "ports: [{port: '80'}]",
            "endpoints:",
            "- addresses: 10.0.0.1",
            "  nodeName: 5",
            "  conditions: {ready: 'true', serving: 1}",
            "  hints: {forZones: [zone-a, {}]}");
    assertEquals(
        List.of(
            at(
                "5:16: ",
                "ports[0].port: found \"80\", expected an integer from 0 to 65535 without quotes"),
            at("7:14: ", "endpoints[0].addresses: found \"10.0.0.1\", expected a list of strings"),
            at("8:13: ", "endpoints[0].nodeName: found 5, expected a string: quote it"),
            at(
                "9:23: ",
                "endpoints[0].conditions.ready: found \"true\", expected true or false without"
                    + " quotes"),
            at("9:40: ", "endpoints[0].conditions.serving: found 1, expected true or false"),
            at("10:22: ", "endpoints[0].hints.forZones[0]: found \"zone-a\", expected a mapping"),
            at("10:30: ", "endpoints[0].hints.forZones[1].name: missing, expected a name")),
        problems(text));
    assertEquals(List.of(), read(text).manifests().slices());
  }

  @Test
  void yaml11BooleansCount() {
    EndpointSlice slice =
        onlySlice(
            slice("endpoints: [{addresses: [10.0.0.1], conditions: {ready: no, serving: Off}}]"));
    assertEquals(EndpointConditions.NOT_READY, slice.endpoints().get(0).conditions());
  }

  @Test
  void portNamesAreToldApart() {
    assertEquals(
        List.of(
            at(
                "5:27: ",
                "ports[1].name: found \"a\", expected another one: ports[0].name has it already")),
        problems(slice("ports: [{name: a}, {name: a}]")));
  }
}
