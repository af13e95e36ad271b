// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.lint;

import io.svcrules.model.AddressType;
import io.svcrules.model.EndpointPort;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.resolve.EndpointStep;
import io.svcrules.model.resolve.ExplainedEndpoint;
import io.svcrules.model.resolve.ResolvedServicePort;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/** {@link LintId#PORT_MISMATCH}: for ports that have no endpoint at all. */
final class PortMismatch implements LintRule {
  private static final Set<EndpointStep> STEPS =
      EnumSet.of(
          EndpointStep.NO_PORT,
          EndpointStep.PORT_NAME,
          EndpointStep.PORT_PROTOCOL,
          EndpointStep.NO_PORT_NUMBER);

  @Override
  public void check(LintInput input, LintReport report) {
    for (ResolvedServicePort port : input.ports()) {
      if (port.endpointCount() == 0 && isMismatch(input, port)) {
        report.service(
            LintId.PORT_MISMATCH,
            port.name().service(),
            input.portField(port) + ".name",
            "no EndpointSlice has "
                + Words.port(port)
                + "; they have "
                + String.join(", ", slicePorts(input, port)));
      }
    }
  }

  /** Whether endpoints are left out because their slices have other ports. */
  static boolean isMismatch(LintInput input, ResolvedServicePort port) {
    // Most have no slices, and nothing to explain.
    return !input.slices(port.name().service()).isEmpty()
        && input.explain(port).endpoints().stream()
            .map(ExplainedEndpoint::cluster)
            .anyMatch(STEPS::contains);
  }

  private static Set<String> slicePorts(LintInput input, ResolvedServicePort port) {
    AddressType type = AddressType.of(port.clusterIp().family());
    Set<String> found = new TreeSet<>();
    for (EndpointSlice slice : input.slices(port.name().service())) {
      if (slice.addressType() == type) {
        slice.ports().forEach(one -> found.add(text(one)));
      }
    }
    return found.isEmpty() ? Set.of("none") : found;
  }

  private static String text(EndpointPort port) {
    String number = port.port() == 0 ? "no number" : Integer.toString(port.port());
    return (port.name().isEmpty() ? "\"\"" : port.name()) + ' ' + number + '/' + port.protocol();
  }
}
