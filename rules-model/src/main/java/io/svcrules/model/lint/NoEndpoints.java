// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.lint;

import io.svcrules.model.Service;
import io.svcrules.model.resolve.EndpointStep;
import io.svcrules.model.resolve.ExplainedEndpoint;
import io.svcrules.model.resolve.ResolvedServicePort;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** {@link LintId#NO_ENDPOINTS}, unless {@link PortMismatch} has told the reason. */
final class NoEndpoints implements LintRule {
  @Override
  public void check(LintInput input, LintReport report) {
    for (ResolvedServicePort port : input.ports()) {
      boolean told = port.endpointCount() == 0 && PortMismatch.isMismatch(input, port);
      if (!port.endpoints().any() && !told) {
        report.service(
            LintId.NO_ENDPOINTS,
            port.name().service(),
            input.portField(port),
            Words.port(port) + " has no endpoints: " + why(input, port));
      }
    }
  }

  private static String why(LintInput input, ResolvedServicePort port) {
    Service service = input.service(port.name().service());
    if (input.slices(service.name()).isEmpty()) {
      return service.selector().isEmpty()
          ? "it has no selector, and no EndpointSlice names it"
          : "no EndpointSlice names it";
    }
    Map<EndpointStep, Integer> steps = new EnumMap<>(EndpointStep.class);
    for (ExplainedEndpoint endpoint : input.explain(port).endpoints()) {
      EndpointStep step =
          endpoint.cluster() == EndpointStep.NOT_ASKED ? endpoint.local() : endpoint.cluster();
      steps.merge(step, 1, Integer::sum);
    }
    return steps.isEmpty()
        ? "its EndpointSlices are empty"
        : steps.entrySet().stream()
            .map(step -> step.getValue() + " left out because " + step.getKey().text())
            .collect(Collectors.joining("; "));
  }
}
