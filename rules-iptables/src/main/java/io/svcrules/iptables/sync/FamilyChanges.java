// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import io.svcrules.iptables.compile.Fragment;
import io.svcrules.iptables.plan.FragmentChange;
import io.svcrules.model.ServicePortName;
import io.svcrules.model.resolve.ResolvedServicePort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How some service ports differ from what the kernel holds: their rules, and who serves them. */
final class FamilyChanges {
  private final List<FragmentChange> fragments = new ArrayList<>();
  private final Map<ServicePortName, Optional<ResolvedServicePort>> served = new LinkedHashMap<>();

  /** A service port that is there from now on. */
  void add(ResolvedServicePort port, Fragment fragment) {
    fragments.add(FragmentChange.to(fragment));
    served.put(port.name(), Optional.of(port));
  }

  /** A service port that has no rules any more. */
  void addGone(ServicePortName name) {
    fragments.add(FragmentChange.gone(name));
    served.put(name, Optional.empty());
  }

  List<FragmentChange> fragments() {
    return fragments;
  }

  /** The service ports; empty for those without rules. */
  Map<ServicePortName, Optional<ResolvedServicePort>> served() {
    return served;
  }
}
