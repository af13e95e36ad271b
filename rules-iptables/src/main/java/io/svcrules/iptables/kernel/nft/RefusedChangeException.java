// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import java.util.Optional;

/** Changes of which one cannot be made; none was. */
public final class RefusedChangeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Optional<ChangePlace> place;

  RefusedChangeException(String reason, Optional<ChangePlace> place, Throwable cause) {
    super(reason, cause);
    this.place = place;
  }

  /** The change that is refused; empty if only all changes together are. */
  public Optional<ChangePlace> place() {
    return place;
  }
}
