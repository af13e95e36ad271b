// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import java.util.OptionalInt;

/** Changes of a table of which one cannot be made; none was. */
public final class RefusedEditException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient OptionalInt change;

  RefusedEditException(String reason, OptionalInt change, Throwable cause) {
    super(reason, cause);
    this.change = change;
  }

  /**
   * The place of the change that is refused among those of the table, from 0; empty if the kernel
   * refuses the table as a whole.
   */
  public OptionalInt change() {
    return change;
  }
}
