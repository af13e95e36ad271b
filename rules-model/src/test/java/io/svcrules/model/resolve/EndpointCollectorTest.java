// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

import static io.svcrules.model.resolve.ResolveFixture.HTTP;
import static io.svcrules.model.resolve.ResolveFixture.ip;
import static io.svcrules.model.resolve.ResolveFixture.ips;
import static io.svcrules.model.resolve.ResolveFixture.labelled;
import static io.svcrules.model.resolve.ResolveFixture.notReady;
import static io.svcrules.model.resolve.ResolveFixture.only;
import static io.svcrules.model.resolve.ResolveFixture.ready;
import static io.svcrules.model.resolve.ResolveFixture.slice;
import static io.svcrules.model.resolve.ResolveFixture.table;
import static io.svcrules.model.resolve.ResolveFixture.terminating;
import static io.svcrules.model.resolve.ResolveFixture.texts;
import static io.svcrules.model.resolve.ResolveFixture.typed;
import static io.svcrules.model.resolve.ResolveFixture.web;
import static io.svcrules.model.resolve.ResolveFixture.withoutNode;
import static io.svcrules.model.resolve.ResolveFixture.zoned;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.model.AddressType;
import io.svcrules.model.EndpointConditions;
import io.svcrules.model.EndpointPort;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpFamily;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.Node;
import io.svcrules.model.Protocol;
import io.svcrules.model.ServicePort;
import io.svcrules.model.SliceEndpoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointCollectorTest {
  private static final EndpointSlice ONE = slice("a", ready("10.244.1.1", "node-1"));

  private static List<Endpoint> collect(EndpointSlice... slices) {
    return only(web().port(HTTP), slices).endpoints().cluster();
  }

  @Test
  void theOrderIsThatOfTheTexts() {
    EndpointSlice slice =
        slice("a", ready("10.244.2.1", "n"), ready("10.244.2.9", "n"), ready("10.244.2.10", "n"));
    EndpointSlice other = slice("b", ready("10.244.10.1", "n"));
    // ':' comes behind the digits, '.' before them.
    assertEquals(
        List.of("10.244.10.1:8080", "10.244.2.10:8080", "10.244.2.1:8080", "10.244.2.9:8080"),
        texts(collect(slice, other)));
  }

  @Test
  void theTextOfIpv6HasBrackets() {
    EndpointSlice slice =
        typed(slice("a", ready("fd00::10", "n"), ready("fd00::1", "n")), AddressType.IPV6);
    ServiceTable table =
        table(
            IpFamily.IPV6,
            ResolveOptions.DEFAULT,
            web().clusterIps(ips("fd00:10:96::1")).port(HTTP),
            slice);
    assertEquals(
        List.of("[fd00::10]:8080", "[fd00::1]:8080"),
        texts(table.ports().get(0).endpoints().cluster()));
  }

  @Test
  void nameAndProtocolDecideAndTargetPortDoesNot() {
    ServicePort port = new ServicePort("http", Protocol.TCP, 80, 0, "9999");
    EndpointSlice[] slices = {
      slice("a", new EndpointPort("http", Protocol.TCP, 8080), ready("10.244.1.1", "n")),
      slice("b", new EndpointPort("http", Protocol.UDP, 8081), ready("10.244.1.2", "n")),
      slice("c", new EndpointPort("https", Protocol.TCP, 8082), ready("10.244.1.3", "n")),
      slice("d", new EndpointPort("", Protocol.TCP, 8083), ready("10.244.1.4", "n")),
    };
    assertEquals(
        List.of("10.244.1.1:8080"), texts(only(web().port(port), slices).endpoints().cluster()));
  }

  @Test
  void anUnnamedPortMeetsAnUnnamedPort() {
    EndpointSlice slice =
        slice("a", new EndpointPort("", Protocol.TCP, 8083), ready("10.244.1.4", "n"));
    ServicePort port = ServicePort.of("", Protocol.TCP, 80);
    assertEquals(
        List.of("10.244.1.4:8083"), texts(only(web().port(port), slice).endpoints().cluster()));
  }

  @Test
  void slicesMayGiveOneNameDifferentNumbers() {
    EndpointSlice other =
        slice("b", new EndpointPort("http", Protocol.TCP, 9090), ready("10.244.1.1", "n"));
    assertEquals(List.of("10.244.1.1:8080", "10.244.1.1:9090"), texts(collect(ONE, other)));
  }

  @Test
  void aPortWithoutNumberGivesNoEndpoints() {
    EndpointPort all = new EndpointPort("http", Protocol.TCP, 0);
    assertEquals(List.of(), collect(slice("a", all, ready("10.244.1.1", "n"))));
  }

  @Test
  void slicesOfTheOtherFamilyAndOfHostNamesGiveNone() {
    assertEquals(List.of(), collect(typed(ONE, AddressType.IPV6)));
    assertEquals(List.of(), collect(typed(ONE, AddressType.FQDN)));
  }

  @Test
  void anAddressOfTheWrongFamilyIsLeftOutAlone() {
    EndpointSlice slice = slice("a", ready("fd00::1", "n"), ready("10.244.1.1", "n"));
    assertEquals(List.of("10.244.1.1:8080"), texts(collect(slice)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"service.kubernetes.io/service-proxy-name", "service.kubernetes.io/headless"})
  void aLabelTakesASliceAwayWhateverItsValue(String key) {
    Map<String, String> labels = Map.of(EndpointSlice.SERVICE_NAME_LABEL, "web", key, "");
    assertEquals(List.of(), collect(labelled(ONE, labels)));
  }

  @Test
  void aSliceBelongsToTheServiceOfItsLabelInItsNamespace() {
    assertEquals(List.of(), collect(labelled(ONE, Map.of())));
    assertEquals(
        List.of(), collect(labelled(ONE, Map.of(EndpointSlice.SERVICE_NAME_LABEL, "other"))));
    EndpointSlice elsewhere =
        new EndpointSlice(
            new NamespacedName("shop", "a"),
            ONE.labels(),
            ONE.addressType(),
            ONE.ports(),
            ONE.endpoints());
    assertEquals(List.of(), collect(elsewhere));
  }

  @Test
  void anEndpointIsLocalIfItsNodeIsThisOne() {
    EndpointSlice slice =
        slice(
            "a",
            ready("10.244.1.1", "node-1"),
            ready("10.244.1.2", "node-2"),
            withoutNode(ready("10.244.1.3", "node-1")),
            ready("10.244.1.4", "NODE-1"));
    assertEquals(
        List.of(true, false, false, false), collect(slice).stream().map(Endpoint::local).toList());
  }

  @Test
  void theNameOfTheNodeIsHeldInLowerCase() {
    ServiceResolver resolver =
        new ServiceResolver(IpFamily.IPV4, Node.named(" NODE-1 "), ResolveOptions.DEFAULT);
    List<ResolvedServicePort> ports = resolver.resolve(web().port(HTTP).build(), List.of(ONE));
    assertTrue(ports.get(0).endpoints().cluster().get(0).local());
  }

  @Test
  void ofTwoWithOneAddressAndPortTheLocalOneStays() {
    EndpointSlice away = slice("a", ready("10.244.1.1", "node-2"));
    EndpointSlice here = slice("b", terminating("10.244.1.1", "node-1"));
    List<Endpoint> chosen = only(web().port(HTTP), away, here).endpoints().cluster();
    assertEquals(
        List.of(EndpointConditions.SERVING_TERMINATING),
        chosen.stream().map(Endpoint::conditions).toList());
  }

  @Test
  void ofTwoElsewhereTheOneThatServesBestStays() {
    EndpointSlice gone = slice("a", notReady("10.244.1.1", "node-2"));
    EndpointSlice back = slice("b", ready("10.244.1.1", "node-2"));
    assertEquals(List.of("10.244.1.1:8080"), texts(collect(gone, back)));
  }

  @Test
  void theOrderOfRivalsDecidesNothing() {
    SliceEndpoint base = ready("10.244.1.1", "node-2");
    List<SliceEndpoint> rivals =
        List.of(
            base,
            zoned(base, "zone-a", "zone-b"),
            // Joined by a comma it would look like the one before.
            zoned(base, "zone-a,zone-b"),
            withoutNode(base),
            new SliceEndpoint(
                base.address(), base.conditions(), Optional.of(""), List.of(), List.of()));
    for (SliceEndpoint one : rivals) {
      for (SliceEndpoint other : rivals) {
        List<SliceEndpoint> pair = new ArrayList<>(List.of(one, other));
        List<Endpoint> forth = collect(slice("a", pair.toArray(SliceEndpoint[]::new)));
        Collections.reverse(pair);
        assertEquals(forth, collect(slice("a", pair.toArray(SliceEndpoint[]::new))));
      }
    }
  }

  @Test
  void theCountHoldsEndpointsInAnyStateEachOnce() {
    ResolvedServicePort port =
        only(
            web().port(HTTP),
            ONE,
            slice("b", ready("10.244.1.1", "node-1"), notReady("10.244.1.2", "node-1")));
    assertEquals(2, port.endpointCount());
    assertFalse(
        port.endpoints().cluster().stream().anyMatch(e -> e.address().equals(ip("10.244.1.2"))));
  }
}
