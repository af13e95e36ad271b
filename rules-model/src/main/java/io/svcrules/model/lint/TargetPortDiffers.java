// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.lint;

import io.svcrules.model.EndpointPort;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.Service;
import io.svcrules.model.ServicePort;

/**
 * {@link LintId#TARGET_PORT_DIFFERS}: for Services with a selector, whose slices a controller
 * should write. Only numbers can be compared; a name is that of a port of the containers.
 */
final class TargetPortDiffers implements LintRule {
  @Override
  public void check(LintInput input, LintReport report) {
    for (Service service : input.served()) {
      if (!service.selector().isEmpty()) {
        for (int i = 0; i < service.ports().size(); i++) {
          check(input, service, i, report);
        }
      }
    }
  }

  private static void check(LintInput input, Service service, int index, LintReport report) {
    ServicePort port = service.ports().get(index);
    String target = port.targetPort().isEmpty() ? "" + port.port() : port.targetPort();
    if (!target.chars().allMatch(Character::isDigit)) {
      return;
    }
    for (EndpointSlice slice : input.slices(service.name())) {
      for (EndpointPort one : slice.ports()) {
        boolean same = one.name().equals(port.name()) && one.protocol() == port.protocol();
        if (same && one.port() != 0 && !target.equals("" + one.port())) {
          report.service(
              LintId.TARGET_PORT_DIFFERS,
              service.name(),
              "spec.ports[" + index + "].targetPort",
              "targetPort is "
                  + target
                  + ", but EndpointSlice "
                  + slice.name()
                  + " leads to "
                  + one.port());
        }
      }
    }
  }
}
