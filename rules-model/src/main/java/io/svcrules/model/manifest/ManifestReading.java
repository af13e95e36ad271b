// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import io.svcrules.model.Manifests;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came out of reading manifests.
 *
 * @param manifests the objects without a problem of severity {@link Severity#OBJECT}
 * @param problems all problems: in the order of the sources, then by place
 * @param skippedKinds how many objects of each kind have no part in the rules. Kinds of a named API
 *     group carry it: {@code Deployment.apps}
 * @param places where each object stands, by kind and name such as {@code Service default/web};
 *     empty unless asked for
 */
public record ManifestReading(
    Manifests manifests,
    List<Problem> problems,
    SortedMap<String, Integer> skippedKinds,
    Map<String, ObjectPlace> places) {

  /** Copies the collections. */
  public ManifestReading {
    problems = List.copyOf(problems);
    places = Collections.unmodifiableMap(places);
    skippedKinds = Collections.unmodifiableSortedMap(new TreeMap<>(skippedKinds));
  }

  /** Whether there is a problem of that severity. */
  public boolean has(Severity severity) {
    return problems.stream().anyMatch(problem -> problem.severity() == severity);
  }
}
