// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.ipvs.plan.IpvsChange;
import java.util.Optional;

/** The kernel refused something. */
public final class IpvsTableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final IpvsRefusal refusal;
  private final transient Optional<IpvsChange> change;

  /** The kernel refused a request for a reason. */
  public IpvsTableException(IpvsRefusal refusal, String message) {
    super(message);
    this.refusal = refusal;
    this.change = Optional.empty();
  }

  /** The kernel refused a request for a reason, as something else reported. */
  public IpvsTableException(IpvsRefusal refusal, String message, Throwable cause) {
    super(message, cause);
    this.refusal = refusal;
    this.change = Optional.empty();
  }

  /** The kernel refused a change. */
  public IpvsTableException(IpvsTableException reason, IpvsChange change) {
    super(change.command() + ": " + reason.getMessage(), reason);
    this.refusal = reason.refusal;
    this.change = Optional.of(change);
  }

  /** Why. */
  public IpvsRefusal refusal() {
    return refusal;
  }

  /** Which change it refused; empty if it was none. */
  public Optional<IpvsChange> change() {
    return change == null ? Optional.empty() : change;
  }
}
