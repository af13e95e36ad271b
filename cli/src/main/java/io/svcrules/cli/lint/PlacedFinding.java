// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.lint;

import io.svcrules.model.lint.LintFinding;
import io.svcrules.model.manifest.ObjectPlace;
import io.svcrules.model.manifest.Place;
import java.util.Map;
import java.util.Optional;

/**
 * A finding and where to look.
 *
 * @param finding the finding
 * @param place the place of the field, or of what should hold it; empty if the object was made of
 *     another one
 */
record PlacedFinding(LintFinding finding, Optional<Place> place) {

  static PlacedFinding of(LintFinding finding, Map<String, ObjectPlace> places) {
    return new PlacedFinding(
        finding,
        Optional.ofNullable(places.get(finding.object())).map(o -> o.place(finding.field())));
  }
}
