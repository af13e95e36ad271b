// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.effect;

import io.svcrules.iptables.kernel.flow.ForgottenFlows;
import io.svcrules.iptables.kernel.sysctl.SysctlChange;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What changed besides the rules of one family, or would.
 *
 * @param sysctls settings of the kernel, sorted by name
 * @param flows flows that the kernel was made to forget
 * @param problems what could not be done, for people
 */
public record Effects(List<SysctlChange> sysctls, ForgottenFlows flows, List<String> problems) {
  /** No change. */
  public static final Effects NONE = new Effects(List.of(), ForgottenFlows.NONE, List.of());

  /** Copies the lists. */
  public Effects {
    sysctls = List.copyOf(sysctls);
    problems = List.copyOf(problems);
  }

  /** These after others, of settings only. */
  public Effects after(Effects earlier) {
    return new Effects(
        Stream.concat(earlier.sysctls.stream(), sysctls.stream())
            .sorted(Comparator.comparing(SysctlChange::name))
            .toList(),
        flows,
        Stream.concat(earlier.problems.stream(), problems.stream()).toList());
  }

  /** Whether nothing changed, or should have. */
  public boolean isEmpty() {
    return sysctls.isEmpty() && flows.count() == 0 && problems.isEmpty();
  }

  /** Whether something could not be done. */
  public boolean failed() {
    return !problems.isEmpty();
  }

  /** The commands that do the same: sysctl(8), conntrack(8). */
  public List<String> commands() {
    return Stream.concat(sysctls.stream(), flows.filters().stream()).map(Object::toString).toList();
  }
}
