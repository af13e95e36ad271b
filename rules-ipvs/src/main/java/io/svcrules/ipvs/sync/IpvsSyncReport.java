// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.sync;

import io.svcrules.model.sync.SyncOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a round of work did.
 *
 * @param families family by family, in the order they were given in
 */
public record IpvsSyncReport(List<IpvsFamilyReport> families) implements SyncOutcome {

  /** Copies the reports. */
  public IpvsSyncReport {
    families = List.copyOf(families);
  }

  @Override
  public boolean isComplete() {
    return families.stream().allMatch(IpvsFamilyReport::isComplete);
  }

  /**
   * After how long {@link IpvsSyncer#tick} may find real servers that are drained: from one to 30
   * seconds; empty if none is being drained.
   */
  public Optional<Duration> nextLook() {
    return families.stream().flatMap(report -> report.nextLook().stream()).min(Duration::compareTo);
  }
}
