// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

import java.util.List;
import java.util.Map;

/**
 * How to get from the state of the kernel to the wanted state.
 *
 * @param changes in the order in which they are carried out
 * @param notices what was found of others: virtual servers that are taken over, others, then
 *     addresses, each sorted
 * @param draining the real servers that will be drained once the changes are made, sorted: reason
 *     to plan again when the first of them is due, or when its connections may be gone
 */
public record IpvsPlan(
    List<IpvsChange> changes, List<IpvsNotice> notices, List<DrainingServer> draining) {

  /** Copies the lists. */
  public IpvsPlan {
    changes = List.copyOf(changes);
    notices = List.copyOf(notices);
    draining = List.copyOf(draining);
  }

  /**
   * The plan for a kernel that holds sets of others under names of ours: to do nothing, as rules
   * would look into them.
   *
   * @param sets their names and types
   */
  static IpvsPlan heldUpBy(Map<String, String> sets) {
    return new IpvsPlan(List.of(), foreignSets(sets), List.of());
  }

  static List<IpvsNotice> foreignSets(Map<String, String> sets) {
    return sets.entrySet().stream()
        .map(
            set ->
                new IpvsNotice(
                    IpvsNotice.Kind.FOREIGN_SET, set.getKey() + " of type " + set.getValue()))
        .toList();
  }

  /** Whether sets of others under names of ours are in the way of what is wanted. */
  public boolean isHeldUp() {
    return notices.stream().anyMatch(notice -> notice.kind() == IpvsNotice.Kind.FOREIGN_SET);
  }

  /** Whether nothing is to be done. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /** The commands an operator would run, one a line. */
  public String text() {
    StringBuilder out = new StringBuilder(changes.size() * 80);
    for (IpvsChange change : changes) {
      change.appendTo(out);
      out.append('\n');
    }
    return out.toString();
  }
}
