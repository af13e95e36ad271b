// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.lint;

import io.svcrules.model.EndpointSlice;
import io.svcrules.model.NamespacedName;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Collects findings: each once, sorted. */
final class LintReport {
  private final SortedSet<LintFinding> findings = new TreeSet<>();

  void service(
      LintId id, LintSeverity severity, NamespacedName service, String field, String reason) {
    findings.add(new LintFinding(id, severity, "Service " + service, field, reason));
  }

  void service(LintId id, NamespacedName service, String field, String reason) {
    service(id, id.severity(), service, field, reason);
  }

  void endpoint(LintId id, LintSeverity severity, EndpointSlice slice, int index, String reason) {
    String field = "endpoints[" + index + "].addresses[0]";
    findings.add(new LintFinding(id, severity, "EndpointSlice " + slice.name(), field, reason));
  }

  List<LintFinding> findings() {
    return List.copyOf(findings);
  }
}
