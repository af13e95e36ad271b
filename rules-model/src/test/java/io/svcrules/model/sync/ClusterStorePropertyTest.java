// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.random.ClusterChanges;
import io.svcrules.model.random.RandomCluster;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ResolvedServicePort;
import io.svcrules.model.resolve.ServiceResolver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is resolved again for the Services touched is what resolving all of them gives. */
final class ClusterStorePropertyTest {

  @Property(tries = 200)
  void singleChangesAreAsGoodAsAllObjects(@ForAll long seed, @ForAll IpFamily family) {
    Random random = new Random(seed);
    ClusterStore store = new ClusterStore(RandomCluster.NODE);
    ServiceResolver resolver =
        new ServiceResolver(family, RandomCluster.NODE, ResolveOptions.DEFAULT);
    Map<NamespacedName, List<ResolvedServicePort>> resolved = new TreeMap<>();
    Manifests cluster = store.manifests();
    for (int i = 0; i < 12; i++) {
      Manifests next =
          ClusterChanges.between(cluster, RandomCluster.of(random), 1 + random.nextInt(4), random);
      List<ClusterChange> changes = ClusterChanges.of(cluster, next);
      Collections.shuffle(changes, random);
      changes.forEach(change -> change.applyTo(store));
      for (NamespacedName name : store.takeTouched().services()) {
        resolved.put(name, store.resolve(name, resolver));
      }
      assertEquals(full(next, family), ports(resolved));
      cluster = next;
    }
  }

  @Property(tries = 100)
  void allObjectsAreAsGoodAsSingleChanges(@ForAll long seed) {
    Random random = new Random(seed);
    ClusterStore store = new ClusterStore(RandomCluster.NODE);
    for (int i = 0; i < 5; i++) {
      Manifests next = RandomCluster.of(random);
      new ClusterChange.Replace(next).applyTo(store);
      assertTrue(store.isComplete());
      assertEquals(next, store.manifests());
      new ClusterChange.Replace(next).applyTo(store);
      store.takeTouched();
      new ClusterChange.Replace(next).applyTo(store);
      assertTrue(store.takeTouched().isEmpty(), "what comes again as it was touches nothing");
    }
  }

  private static List<ResolvedServicePort> full(Manifests cluster, IpFamily family) {
    return ServiceResolver.resolve(cluster, family, RandomCluster.NODE, ResolveOptions.DEFAULT)
        .ports();
  }

  private static List<ResolvedServicePort> ports(
      Map<NamespacedName, List<ResolvedServicePort>> resolved) {
    List<ResolvedServicePort> all = new ArrayList<>();
    resolved.values().forEach(all::addAll);
    return all;
  }
}
