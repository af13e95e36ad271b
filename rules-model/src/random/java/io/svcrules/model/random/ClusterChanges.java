// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.random;

import io.svcrules.model.EndpointSlice;
import io.svcrules.model.Manifests;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.Service;
import io.svcrules.model.sync.ClusterChange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/** From one cluster to another, object by object. */
public final class ClusterChanges {
  private ClusterChanges() {}

  /**
   * A cluster between two others: each object as it is, or is not, in one of them.
   *
   * @param oneIn how many objects stay for each that becomes as in the other; at least 1
   */
  public static Manifests between(Manifests from, Manifests to, int oneIn, Random random) {
    return new Manifests(
        mixed(services(from), services(to), oneIn, random),
        mixed(slices(from), slices(to), oneIn, random),
        from.nodes());
  }

  private static <T> List<T> mixed(
      Map<NamespacedName, T> from, Map<NamespacedName, T> to, int oneIn, Random random) {
    Set<NamespacedName> names = new TreeSet<>(from.keySet());
    names.addAll(to.keySet());
    List<T> mixed = new ArrayList<>();
    for (NamespacedName name : names) {
      T chosen = (random.nextInt(oneIn) == 0 ? to : from).get(name);
      if (chosen != null) {
        mixed.add(chosen);
      }
    }
    return mixed;
  }

  /** The changes from one cluster to another; those of objects that stay are among them. */
  public static List<ClusterChange> of(Manifests from, Manifests to) {
    List<ClusterChange> changes = new ArrayList<>();
    to.services().forEach(service -> changes.add(new ClusterChange.SetService(service)));
    to.slices().forEach(slice -> changes.add(new ClusterChange.SetSlice(slice)));
    gone(services(from), services(to))
        .forEach(name -> changes.add(new ClusterChange.RemoveService(name)));
    gone(slices(from), slices(to))
        .forEach(name -> changes.add(new ClusterChange.RemoveSlice(name)));
    return changes;
  }

  /**
   * Tells of all that changes from one cluster to another: as a rule object by object, in any
   * order; now and then of all objects at once.
   */
  public static void tell(
      Manifests from, Manifests to, Random random, Consumer<ClusterChange> syncer) {
    if (random.nextInt(8) == 0) {
      syncer.accept(new ClusterChange.Replace(to));
      return;
    }
    List<ClusterChange> changes = of(from, to);
    Collections.shuffle(changes, random);
    changes.forEach(syncer);
  }

  private static <T> Set<NamespacedName> gone(
      Map<NamespacedName, T> from, Map<NamespacedName, T> to) {
    Set<NamespacedName> gone = new HashSet<>(from.keySet());
    gone.removeAll(to.keySet());
    return gone;
  }

  private static Map<NamespacedName, Service> services(Manifests manifests) {
    return byName(manifests.services(), Service::name);
  }

  private static Map<NamespacedName, EndpointSlice> slices(Manifests manifests) {
    return byName(manifests.slices(), EndpointSlice::name);
  }

  private static <T> Map<NamespacedName, T> byName(
      List<T> objects, Function<T, NamespacedName> name) {
    Map<NamespacedName, T> byName = new TreeMap<>();
    objects.forEach(object -> byName.put(name.apply(object), object));
    return byName;
  }
}
