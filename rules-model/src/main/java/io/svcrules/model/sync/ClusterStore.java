// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.sync;

import io.svcrules.model.EndpointSlice;
import io.svcrules.model.Manifests;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.Node;
import io.svcrules.model.Service;
import io.svcrules.model.resolve.ResolvedServicePort;
import io.svcrules.model.resolve.ServiceResolver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The objects as they are, and which Services were touched since somebody asked. An object that
 * comes again as it was touches nothing. Not safe for use by several threads.
 */
public final class ClusterStore {
  private final Map<NamespacedName, Service> services = new HashMap<>();
  private final Map<NamespacedName, EndpointSlice> slices = new HashMap<>();
  private final Map<NamespacedName, List<EndpointSlice>> slicesOfService = new HashMap<>();
  private final SortedSet<NamespacedName> touched = new TreeSet<>();
  private Node node;
  private boolean allTouched;
  private boolean complete;

  /** A store without objects, as seen from a node. */
  public ClusterStore(Node node) {
    this.node = node;
  }

  /** The node whose rules are made. */
  public Node node() {
    return node;
  }

  /**
   * Whether all objects were given once. Before that, an object that is missing may just not have
   * come yet, and rules it has on the node must stay.
   */
  public boolean isComplete() {
    return complete;
  }

  /** All objects. */
  public Manifests manifests() {
    return new Manifests(
        List.copyOf(services.values()), List.copyOf(slices.values()), List.of(node));
  }

  /** One Service as it is now. */
  public Optional<Service> service(NamespacedName name) {
    return Optional.ofNullable(services.get(name));
  }

  /** The ports of one Service as they are now; none if it is not there or gives none. */
  public List<ResolvedServicePort> resolve(NamespacedName name, ServiceResolver resolver) {
    Service service = services.get(name);
    return service == null
        ? List.of()
        : resolver.resolve(service, slicesOfService.getOrDefault(name, List.of()));
  }

  /** Whose rules may have to change since this was asked last. */
  public Touched takeTouched() {
    Touched taken = new Touched(allTouched, touched);
    allTouched = false;
    touched.clear();
    return taken;
  }

  void set(Service service) {
    Service old = services.put(service.name(), service);
    if (!service.equals(old)) {
      touched.add(service.name());
    }
  }

  void removeService(NamespacedName name) {
    if (services.remove(name) != null) {
      touched.add(name);
    }
  }

  void set(EndpointSlice slice) {
    EndpointSlice old = slices.put(slice.name(), slice);
    if (slice.equals(old)) {
      return;
    }
    Optional<NamespacedName> service = ServiceResolver.servedBy(slice);
    if (old != null && service.isPresent() && ServiceResolver.servedBy(old).equals(service)) {
      // By far the most common change of all.
      slicesOfService.computeIfPresent(service.get(), (name, all) -> replaced(all, old, slice));
      touched.add(service.get());
    } else {
      Optional.ofNullable(old).ifPresent(this::detach);
      attach(slice);
    }
  }

  void removeSlice(NamespacedName name) {
    Optional.ofNullable(slices.remove(name)).ifPresent(this::detach);
  }

  private void attach(EndpointSlice slice) {
    ServiceResolver.servedBy(slice)
        .ifPresent(
            service -> {
              slicesOfService.merge(service, List.of(slice), ClusterStore::joined);
              touched.add(service);
            });
  }

  private void detach(EndpointSlice slice) {
    ServiceResolver.servedBy(slice)
        .ifPresent(
            service -> {
              slicesOfService.computeIfPresent(service, (name, all) -> without(all, slice.name()));
              touched.add(service);
            });
  }

  // Most Services have one slice, and a list that cannot grow is the smallest.

  private static List<EndpointSlice> joined(List<EndpointSlice> some, List<EndpointSlice> more) {
    List<EndpointSlice> all = new ArrayList<>(some.size() + more.size());
    all.addAll(some);
    all.addAll(more);
    return List.copyOf(all);
  }

  private static List<EndpointSlice> replaced(
      List<EndpointSlice> all, EndpointSlice old, EndpointSlice now) {
    if (all.size() == 1) {
      return List.of(now);
    }
    List<EndpointSlice> list = new ArrayList<>(all);
    list.replaceAll(slice -> slice.name().equals(old.name()) ? now : slice);
    return List.copyOf(list);
  }

  /** Null if none is left, which takes the Service out of the map. */
  private static List<EndpointSlice> without(List<EndpointSlice> all, NamespacedName gone) {
    List<EndpointSlice> left = all.stream().filter(one -> !one.name().equals(gone)).toList();
    return left.isEmpty() ? null : List.copyOf(left);
  }

  void set(Node newNode) {
    allTouched |= !newNode.equals(node);
    node = newNode;
  }

  void replace(Manifests manifests) {
    Set<NamespacedName> gone = new HashSet<>(services.keySet());
    manifests.services().forEach(service -> gone.remove(service.name()));
    gone.forEach(this::removeService);
    Set<NamespacedName> goneSlices = new HashSet<>(slices.keySet());
    manifests.slices().forEach(slice -> goneSlices.remove(slice.name()));
    goneSlices.forEach(this::removeSlice);
    manifests.services().forEach(this::set);
    manifests.slices().forEach(this::set);
    complete = true;
  }
}
