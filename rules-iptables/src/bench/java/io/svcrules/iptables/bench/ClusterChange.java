// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.bench;

import io.svcrules.model.EndpointSlice;
import io.svcrules.model.Manifests;
import io.svcrules.model.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Objects that are added, or take the place of those with the same names.
 *
 * @param services new or changed
 * @param slices new or changed
 */
record ClusterChange(List<Service> services, List<EndpointSlice> slices) {

  /** Another first endpoint for some services. */
  static ClusterChange endpoints(List<Integer> services, int version) {
    return new ClusterChange(
        List.of(), services.stream().map(one -> BenchCluster.slice(one, version)).toList());
  }

  /** A new service with its endpoints. */
  static ClusterChange service(int number) {
    return new ClusterChange(
        List.of(BenchCluster.service(number)), List.of(BenchCluster.slice(number, 0)));
  }

  /** The cluster after the change. */
  Manifests applyTo(Manifests before) {
    Map<Object, Service> changedServices = new HashMap<>();
    services.forEach(one -> changedServices.put(one.name(), one));
    Map<Object, EndpointSlice> changedSlices = new HashMap<>();
    slices.forEach(one -> changedSlices.put(one.name(), one));
    List<Service> allServices =
        Stream.concat(
                before.services().stream().filter(one -> !changedServices.containsKey(one.name())),
                services.stream())
            .toList();
    List<EndpointSlice> allSlices = new ArrayList<>(slices);
    before.slices().stream()
        .filter(one -> !changedSlices.containsKey(one.name()))
        .forEach(allSlices::add);
    return new Manifests(allServices, allSlices, before.nodes());
  }
}
