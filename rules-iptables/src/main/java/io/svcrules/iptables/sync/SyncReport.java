// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import io.svcrules.model.sync.SyncOutcome;
import java.util.List;

/**
 * What a round of work did.
 *
 * @param families family by family, in the order of the packet filters
 */
public record SyncReport(List<FamilyReport> families) implements SyncOutcome {

  /** Copies the reports. */
  public SyncReport {
    families = List.copyOf(families);
  }

  @Override
  public boolean isComplete() {
    return families.stream().allMatch(FamilyReport::isComplete);
  }
}
