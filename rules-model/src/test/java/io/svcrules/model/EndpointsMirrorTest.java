// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EndpointsMirrorTest {
  private static final NamespacedName WEB = new NamespacedName("default", "web");
  private static final EndpointPort HTTP = new EndpointPort("http", Protocol.TCP, 8080);
  private static final EndpointPort DNS = new EndpointPort("dns", Protocol.UDP, 53);

  private static Endpoints endpoints(Endpoints.Subset... subsets) {
    return new Endpoints(WEB, Map.of("app", "web"), Map.of(), List.of(subsets));
  }

  private static Endpoints.Address address(String ip) {
    return new Endpoints.Address(IpAddress.parse(ip), Optional.of("node-1"));
  }

  private static List<String> addresses(EndpointSlice slice) {
    return slice.endpoints().stream().map(endpoint -> endpoint.address().toString()).toList();
  }

  @Test
  void eachFamilyOfASubsetHasItsSlice() {
    List<EndpointSlice> slices =
        EndpointsMirror.slices(
            endpoints(
                new Endpoints.Subset(
                    List.of(address("10.0.0.1"), address("fd00::1"), address("10.0.0.2")),
                    List.of(),
                    List.of(HTTP))));
    assertEquals(
        List.of(AddressType.IPV4, AddressType.IPV6),
        slices.stream().map(EndpointSlice::addressType).toList());
    assertEquals(List.of("10.0.0.1", "10.0.0.2"), addresses(slices.get(0)));
    assertEquals(List.of("fd00::1"), addresses(slices.get(1)));
    assertEquals(
        List.of("default/web:mirrored-1", "default/web:mirrored-2"),
        slices.stream().map(slice -> slice.name().toString()).toList());
  }

  @Test
  void labelsAreCopiedAndTheServiceIsNamed() {
    EndpointSlice slice =
        EndpointsMirror.slices(
                endpoints(
                    new Endpoints.Subset(List.of(address("10.0.0.1")), List.of(), List.of(HTTP))))
            .get(0);
    assertEquals(
        Map.of(
            "app",
            "web",
            "kubernetes.io/service-name",
            "web",
            "endpointslice.kubernetes.io/managed-by",
            "endpointslicemirroring-controller.k8s.io"),
        slice.labels());
    assertEquals(Optional.of(WEB), slice.service());
    assertEquals(Optional.of("node-1"), slice.endpoints().get(0).nodeName());
  }

  @Test
  void addressesThatAreNotReadyStayEndpointsThatAreNotReady() {
    EndpointSlice slice =
        EndpointsMirror.slices(
                endpoints(
                    new Endpoints.Subset(
                        List.of(address("10.0.0.1")), List.of(address("10.0.0.2")), List.of(HTTP))))
            .get(0);
    assertEquals(
        List.of(EndpointConditions.READY, new EndpointConditions(false, true, false)),
        slice.endpoints().stream().map(SliceEndpoint::conditions).toList());
  }

  @Test
  void subsetsWithTheSamePortsInAnyOrderMerge() {
    List<EndpointSlice> slices =
        EndpointsMirror.slices(
            endpoints(
                new Endpoints.Subset(List.of(address("10.0.0.1")), List.of(), List.of(HTTP, DNS)),
                new Endpoints.Subset(List.of(address("10.0.0.3")), List.of(), List.of(DNS)),
                new Endpoints.Subset(List.of(address("10.0.0.2")), List.of(), List.of(DNS, HTTP))));
    assertEquals(
        List.of(List.of("10.0.0.1", "10.0.0.2"), List.of("10.0.0.3")),
        slices.stream().map(EndpointsMirrorTest::addresses).toList());
  }

  @Test
  void onlyTheFirstThousandAddressesOfASubsetCount() {
    List<Endpoints.Address> ready =
        IntStream.range(0, 999).mapToObj(i -> address("10.1." + i / 256 + "." + i % 256)).toList();
    List<Endpoints.Address> notReady = List.of(address("10.2.0.1"), address("10.2.0.2"));
    EndpointSlice slice =
        EndpointsMirror.slices(endpoints(new Endpoints.Subset(ready, notReady, List.of(HTTP))))
            .get(0);
    assertEquals(1000, slice.endpoints().size());
    assertEquals("10.2.0.1", slice.endpoints().get(999).address().toString());
  }

  @Test
  void theSkipLabelAndLeaderLocksKeepThemFromBeingMirrored() {
    Endpoints.Subset subset =
        new Endpoints.Subset(List.of(address("10.0.0.1")), List.of(), List.of(HTTP));
    Map<String, String> skip = Map.of(EndpointsMirror.SKIP_LABEL, "true");
    Map<String, String> keep = Map.of(EndpointsMirror.SKIP_LABEL, "false");
    Map<String, String> lock = Map.of(EndpointsMirror.LEADER_ANNOTATION, "");
    List<Endpoints.Subset> subsets = List.of(subset);
    assertEquals(List.of(), EndpointsMirror.slices(new Endpoints(WEB, skip, Map.of(), subsets)));
    assertEquals(List.of(), EndpointsMirror.slices(new Endpoints(WEB, Map.of(), lock, subsets)));
    assertEquals(1, EndpointsMirror.slices(new Endpoints(WEB, keep, Map.of(), subsets)).size());
  }
}
