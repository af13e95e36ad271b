// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.sync;

import io.svcrules.model.Manifests;
import io.svcrules.model.Service;
import io.svcrules.model.ServiceBuilder;
import io.svcrules.model.random.ClusterChanges;
import io.svcrules.model.random.RandomCluster;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Random clusters with all that mode ipvs looks at. */
final class RandomManifests {
  static final Manifests NONE = new Manifests(List.of(), List.of(), List.of());

  private RandomManifests() {}

  /** A cluster that has something in common with another. */
  static Manifests near(Manifests cluster, Random random) {
    Manifests other = RandomCluster.of(random);
    List<Service> services =
        other.services().stream().map(service -> withWishes(service, random)).toList();
    return ClusterChanges.between(
        cluster, new Manifests(services, other.slices(), List.of()), 1 + random.nextInt(4), random);
  }

  private static Service withWishes(Service service, Random random) {
    Map<String, String> annotations = new TreeMap<>(service.annotations());
    if (random.nextInt(4) == 0) {
      annotations.put("svcrules.io/drain-seconds", random.nextBoolean() ? "0" : "40");
    }
    if (random.nextInt(4) == 0) {
      annotations.put("svcrules.io/ipvs-scheduler", random.nextBoolean() ? "lc" : "mh,mh-port");
    }
    ServiceBuilder changed = service.toBuilder().annotations(annotations);
    if (random.nextInt(3) != 0) {
      changed.created(Instant.ofEpochSecond(random.nextInt(3)));
    }
    return changed.build();
  }
}
