// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.compile;

import io.svcrules.model.Manifests;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.Service;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What IPVS mode looks at in a Service besides its resolved ports.
 *
 * @param created {@code metadata.creationTimestamp}: the older of two rivals wins
 * @param annotations {@code metadata.annotations}
 */
public record ServiceFacts(Optional<Instant> created, Map<String, String> annotations) {
  /** Nothing known. */
  public static final ServiceFacts NONE = new ServiceFacts(Optional.empty(), Map.of());

  /** Copies the annotations. */
  public ServiceFacts {
    annotations = Map.copyOf(annotations);
  }

  /** The facts of one Service. */
  public static ServiceFacts of(Service service) {
    return new ServiceFacts(service.created(), service.annotations());
  }

  /** The facts of all Services, by name. */
  public static Map<NamespacedName, ServiceFacts> of(Manifests manifests) {
    Map<NamespacedName, ServiceFacts> facts = new HashMap<>(manifests.services().size() * 2);
    for (Service service : manifests.services()) {
      facts.put(service.name(), of(service));
    }
    return facts;
  }
}
