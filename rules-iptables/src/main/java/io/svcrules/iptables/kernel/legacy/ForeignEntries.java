// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableRules;

/** What rules say that are not known here. */
@FunctionalInterface
public interface ForeignEntries {

  /**
   * All rules of a table, in the words of iptables.
   *
   * @throws IncompatibleLayoutException if they cannot be understood
   */
  TableRules spell(Table table);
}
