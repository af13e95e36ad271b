// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.diff;

import java.util.ArrayList;
import java.util.List;

/**
 * All that differs on a node.
 *
 * @param wanted from what the objects ask for, by family
 * @param otherMode what the other mode left, by family
 */
record Differences(List<Difference> wanted, List<Difference> otherMode) {

  Differences {
    wanted = List.copyOf(wanted);
    otherMode = otherMode.stream().filter(difference -> !difference.isEmpty()).toList();
  }

  /** All, in the order in which apply makes the changes. */
  List<Difference> all() {
    List<Difference> all = new ArrayList<>(wanted);
    all.addAll(otherMode);
    return all;
  }
}
