// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

import io.svcrules.model.Protocol;
import io.svcrules.model.ServicePort;

/**
 * What tells the ports of one Service apart. Order: name, protocol.
 *
 * @param name {@code spec.ports[].name}
 * @param protocol {@code spec.ports[].protocol}
 */
record ServicePortKey(String name, Protocol protocol) implements Comparable<ServicePortKey> {

  static ServicePortKey of(ServicePort port) {
    return new ServicePortKey(port.name(), port.protocol());
  }

  @Override
  public int compareTo(ServicePortKey other) {
    int byName = name.compareTo(other.name);
    return byName != 0 ? byName : protocol.compareTo(other.protocol);
  }
}
