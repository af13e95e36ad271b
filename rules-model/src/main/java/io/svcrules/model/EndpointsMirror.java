// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * EndpointSlices from v1 Endpoints, as the controller that mirrors Endpoints makes them: one slice
 * for each address family and set of ports. Subsets with the same ports share a slice.
 */
public final class EndpointsMirror {
  /**
   * The label that forbids mirroring if it is {@code true} (discovery.k8s.io/v1 LabelSkipMirror).
   */
  public static final String SKIP_LABEL = "endpointslice.kubernetes.io/skip-mirror";

  /**
   * The annotation of Endpoints that are a lock and no endpoints (client-go resourcelock
   * LeaderElectionRecordAnnotationKey).
   */
  public static final String LEADER_ANNOTATION = "control-plane.alpha.kubernetes.io/leader";

  /** The label that names the maker of a slice (discovery.k8s.io/v1 LabelManagedBy). */
  public static final String MANAGED_BY_LABEL = "endpointslice.kubernetes.io/managed-by";

  /** The controller's name in that label. */
  public static final String CONTROLLER = "endpointslicemirroring-controller.k8s.io";

  /**
   * Addresses taken from one subset, and endpoints in one slice (MirroringMaxEndpointsPerSubset).
   */
  public static final int MAX_ADDRESSES = 1000;

  private static final Comparator<EndpointPort> PORT_ORDER =
      Comparator.comparing(EndpointPort::name)
          .thenComparing(EndpointPort::protocol)
          .thenComparingInt(EndpointPort::port);

  /** What the endpoints of a slice have in common. */
  private record Group(IpFamily family, List<EndpointPort> ports) {}

  private EndpointsMirror() {}

  /** Whether the controller would mirror the object. */
  public static boolean mirrors(Endpoints endpoints) {
    return !"true".equals(endpoints.labels().get(SKIP_LABEL))
        && !endpoints.annotations().containsKey(LEADER_ANNOTATION);
  }

  /**
   * The slices of the object; none if it must not be mirrored. Their names hold a colon, which no
   * name of a real object does: {@code web:mirrored-1}.
   */
  public static List<EndpointSlice> slices(Endpoints endpoints) {
    if (!mirrors(endpoints)) {
      return List.of();
    }
    Map<Group, Map<IpAddress, SliceEndpoint>> groups = new LinkedHashMap<>();
    endpoints.subsets().forEach(subset -> addSubset(groups, subset));
    Map<String, String> labels = new TreeMap<>(endpoints.labels());
    labels.put(EndpointSlice.SERVICE_NAME_LABEL, endpoints.name().name());
    labels.put(MANAGED_BY_LABEL, CONTROLLER);
    List<EndpointSlice> slices = new ArrayList<>(groups.size());
    groups.forEach(
        (group, members) -> {
          String name = endpoints.name().name() + ":mirrored-" + (slices.size() + 1);
          slices.add(
              new EndpointSlice(
                  new NamespacedName(endpoints.name().namespace(), name),
                  labels,
                  AddressType.of(group.family),
                  group.ports,
                  members.values().stream().limit(MAX_ADDRESSES).toList()));
        });
    return slices;
  }

  private static void addSubset(
      Map<Group, Map<IpAddress, SliceEndpoint>> groups, Endpoints.Subset subset) {
    List<EndpointPort> ports = subset.ports().stream().sorted(PORT_ORDER).toList();
    int ready = Math.min(subset.addresses().size(), MAX_ADDRESSES);
    int notReady = Math.min(subset.notReadyAddresses().size(), MAX_ADDRESSES - ready);
    for (Endpoints.Address address : subset.addresses().subList(0, ready)) {
      add(groups, ports, address, true);
    }
    for (Endpoints.Address address : subset.notReadyAddresses().subList(0, notReady)) {
      add(groups, ports, address, false);
    }
  }

  // The controller leaves "serving" out, and an absent one counts as true whatever "ready" is.
  private static void add(
      Map<Group, Map<IpAddress, SliceEndpoint>> groups,
      List<EndpointPort> ports,
      Endpoints.Address address,
      boolean ready) {
    EndpointConditions conditions = new EndpointConditions(ready, true, false);
    groups
        .computeIfAbsent(new Group(address.ip().family(), ports), key -> new LinkedHashMap<>())
        .put(
            address.ip(),
            new SliceEndpoint(
                address.ip(),
                conditions,
                address.hostname(),
                address.nodeName(),
                List.of(),
                List.of()));
  }
}
