// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.plan;

import io.svcrules.iptables.compile.Fragment;
import io.svcrules.model.ServicePortName;
import java.util.Optional;

/**
 * What one service port contributes from now on.
 *
 * @param name the service port
 * @param after its contribution; empty if it is gone
 */
public record FragmentChange(ServicePortName name, Optional<Fragment> after) {

  /** Refuses a fragment of another service port. */
  public FragmentChange {
    if (after.isPresent() && !after.get().name().equals(name)) {
      throw new IllegalArgumentException(after.get().name() + " is not " + name);
    }
  }

  /** A service port that is new or another than before. */
  public static FragmentChange to(Fragment fragment) {
    return new FragmentChange(fragment.name(), Optional.of(fragment));
  }

  /** A service port that is gone. */
  public static FragmentChange gone(ServicePortName name) {
    return new FragmentChange(name, Optional.empty());
  }
}
