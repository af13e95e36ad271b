// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.lint;

import io.svcrules.model.TrafficPolicy;
import io.svcrules.model.resolve.ResolvedServicePort;

/** {@link LintId#LOCAL_POLICY_BLACK_HOLE}. */
final class LocalPolicyBlackHole implements LintRule {
  @Override
  public void check(LintInput input, LintReport report) {
    if (!input.scope().nodeKnown()) {
      return;
    }
    for (ResolvedServicePort port : input.ports()) {
      boolean nobodyHere = port.endpoints().any() && port.endpoints().local().isEmpty();
      if (nobodyHere && port.internalPolicy() == TrafficPolicy.LOCAL) {
        report.service(
            LintId.LOCAL_POLICY_BLACK_HOLE,
            port.name().service(),
            "spec.internalTrafficPolicy",
            what(input, port) + ": traffic of this node to the cluster IP is dropped");
      }
      if (nobodyHere
          && port.externalPolicy() == TrafficPolicy.LOCAL
          && port.externallyAccessible()) {
        external(input, port, report);
      }
    }
  }

  private static void external(LintInput input, ResolvedServicePort port, LintReport report) {
    boolean covered = port.healthCheckNodePort() != 0;
    report.service(
        LintId.LOCAL_POLICY_BLACK_HOLE,
        covered ? LintSeverity.NOTE : LintSeverity.WARNING,
        port.name().service(),
        "spec.externalTrafficPolicy",
        what(input, port)
            + ": traffic from outside is dropped"
            + (covered
                ? "; load balancers can tell by health check port " + port.healthCheckNodePort()
                : ", and no health check port tells load balancers"));
  }

  private static String what(LintInput input, ResolvedServicePort port) {
    return "no endpoint of " + Words.port(port) + " is on node " + input.scope().node().name();
  }
}
