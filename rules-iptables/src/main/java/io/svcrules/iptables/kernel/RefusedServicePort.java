// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.iptables.capability.LackingServicePort;
import io.svcrules.model.ServicePortName;

/**
 * A service port whose rules the kernel refuses; none of them is there.
 *
 * @param name the service port
 * @param change the line that was refused; if iptables does not say which, all lines that would
 *     have changed the service port
 * @param reason why, in the words of the kernel or of iptables
 */
public record RefusedServicePort(ServicePortName name, String change, String reason) {

  /** A service port that the kernel would refuse. */
  public static RefusedServicePort of(LackingServicePort port) {
    String rule = port.rule().toString();
    return new RefusedServicePort(port.name(), rule, port.lacking().title() + " is missing");
  }
}
