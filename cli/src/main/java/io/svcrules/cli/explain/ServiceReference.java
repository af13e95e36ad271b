// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.explain;

import io.svcrules.cli.env.UsageException;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.ServicePort;
import java.util.Optional;

/**
 * A Service, and perhaps one of its ports, as people name it.
 *
 * @param service the Service
 * @param port the name or number of a port
 */
record ServiceReference(NamespacedName service, Optional<String> port) {

  /**
   * Reads {@code [namespace/]name[:port]}.
   *
   * @param namespace the namespace if the text says none
   */
  static ServiceReference parse(String text, String namespace) {
    int slash = text.indexOf('/');
    int colon = text.indexOf(':', slash + 1);
    String name = text.substring(slash + 1, colon < 0 ? text.length() : colon);
    if (slash == 0 || name.isEmpty() || colon == text.length() - 1 || name.indexOf('/') >= 0) {
      throw new UsageException("found \"" + text + "\", expected [NAMESPACE/]SERVICE[:PORT]");
    }
    return new ServiceReference(
        new NamespacedName(slash < 0 ? namespace : text.substring(0, slash), name),
        colon < 0 ? Optional.empty() : Optional.of(text.substring(colon + 1)));
  }

  /** Whether a port is meant. */
  boolean covers(ServicePort candidate) {
    return port.isEmpty()
        || port.get().equals(candidate.name())
        || port.get().equals(Integer.toString(candidate.port()));
  }
}
