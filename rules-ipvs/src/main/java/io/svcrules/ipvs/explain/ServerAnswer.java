// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.explain;

import io.svcrules.ipvs.compile.ServedAddress;
import io.svcrules.model.ServicePortName;
import io.svcrules.model.explain.Answer;

/**
 * An address and port on which a service port answers in mode ipvs.
 *
 * @param answer what clients get there
 * @param served its virtual server, and its elements in sets
 * @param owner the service port that has the address: another one if two claim it, and then what is
 *     said here does not come about
 */
public record ServerAnswer(Answer answer, ServedAddress served, ServicePortName owner) {

  /** Whether another service port has the address. */
  public boolean isLost(ServicePortName name) {
    return !owner.equals(name);
  }
}
