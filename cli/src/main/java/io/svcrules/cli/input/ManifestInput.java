// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.input;

import io.svcrules.model.Manifests;
import io.svcrules.model.manifest.FieldPlaces;
import io.svcrules.model.manifest.ManifestFiles;
import io.svcrules.model.manifest.ManifestReader;
import io.svcrules.model.manifest.ManifestReading;
import io.svcrules.model.manifest.ObjectPlace;
import io.svcrules.model.manifest.Problem;
import io.svcrules.model.manifest.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The objects of all files, and all that is wrong with them.
 *
 * @param manifests the objects that can be used
 * @param problems what is wrong: first with the arguments, then in the files
 * @param skippedKinds how many objects of each kind have no part in the rules
 * @param places where each object stands; empty unless asked for
 */
public record ManifestInput(
    Manifests manifests,
    List<Problem> problems,
    Map<String, Integer> skippedKinds,
    Map<String, ObjectPlace> places) {

  /** Copies the problems. */
  public ManifestInput {
    problems = List.copyOf(problems);
  }

  /** Reads all that was found. */
  public static ManifestInput read(ManifestFiles.Listing listing) {
    return read(listing, FieldPlaces.FORGOTTEN);
  }

  /** Reads all that was found, and remembers where it stands if asked to. */
  public static ManifestInput read(ManifestFiles.Listing listing, FieldPlaces places) {
    ManifestReading reading = ManifestReader.read(listing.sources(), places);
    List<Problem> problems = new ArrayList<>(listing.problems());
    problems.addAll(reading.problems());
    return new ManifestInput(
        reading.manifests(), problems, reading.skippedKinds(), reading.places());
  }

  /** Whether there is a problem of that severity. */
  public boolean has(Severity severity) {
    return problems.stream().anyMatch(problem -> problem.severity() == severity);
  }

  /** The objects that cannot be used, sorted: kind and name, or the file of one without a name. */
  public List<String> leftOut() {
    return problems.stream()
        .filter(problem -> problem.severity() == Severity.OBJECT)
        .map(problem -> problem.object().isEmpty() ? problem.source() : problem.object())
        .distinct()
        .sorted()
        .toList();
  }

  /** Whether nothing may be made of the rest. */
  public boolean unusable(boolean strict) {
    return has(Severity.FATAL) || (strict && has(Severity.OBJECT));
  }
}
