// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What {@code iptables-restore --noflush} makes of the rules of a kernel. */
public final class RulesetEditor {
  private RulesetEditor() {}

  /**
   * The rules after the changes. A table that the ruleset lacks is taken as it is when the kernel
   * creates it: built-in chains only, which accept.
   *
   * @throws RestoreException if iptables would refuse a change
   * @throws IllegalArgumentException if the changes are of the other family
   */
  public static Ruleset apply(Ruleset before, RestoreInput input) {
    if (before.family() != input.family()) {
      throw new IllegalArgumentException(input.family() + " changes for " + before.family());
    }
    Map<Table, TableRules> tables = new EnumMap<>(Table.class);
    tables.putAll(before.tables());
    for (TableChanges changes : input.tables()) {
      Table table = changes.table();
      TableRules old = tables.get(table);
      TableEditor editor = new TableEditor(old == null ? TableRules.withBuiltInChains(table) : old);
      Optional<Change> last = Optional.empty();
      try {
        for (Change change : changes.changes()) {
          last = Optional.of(change);
          change.sendTo(editor);
        }
        last = Optional.empty();
        tables.put(table, editor.finish());
      } catch (TableRefusal refusal) {
        throw new RestoreException(refusal, table, last, new Ruleset(before.family(), tables));
      }
    }
    return new Ruleset(before.family(), tables);
  }
}
