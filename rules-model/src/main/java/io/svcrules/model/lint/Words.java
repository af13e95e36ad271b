// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.lint;

import io.svcrules.model.resolve.ResolvedServicePort;

/** Phrases that several findings share. */
final class Words {
  private Words() {}

  /** {@code port http, 80/TCP, IPv4}. */
  static String port(ResolvedServicePort port) {
    String name = port.name().port();
    return "port "
        + (name.isEmpty() ? "" : name + ", ")
        + port.port()
        + '/'
        + port.name().protocol()
        + ", "
        + port.clusterIp().family().kubernetesName();
  }
}
