// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.explain;

import io.svcrules.cli.env.UsageException;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.ServicePort;
import io.svcrules.model.resolve.ResolvedServicePort;
import java.util.Optional;

/**
 * A Service, and perhaps one of its ports, as people name it.
 *
 * @param service the Service
 * @param port the name or number of a port
 */
public record ServiceReference(NamespacedName service, Optional<String> port) {

  /**
   * Reads {@code [namespace/]name[:port]}.
   *
   * @param namespace the namespace if the text says none
   * @throws UsageException if the text names no Service
   */
  public static ServiceReference parse(String text, String namespace) {
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

  /** Whether a port of the Service is meant. */
  boolean covers(ServicePort candidate) {
    return covers(candidate.name(), candidate.port());
  }

  /** Whether a port of any Service is meant. */
  public boolean covers(ResolvedServicePort candidate) {
    return service.equals(candidate.name().service())
        && covers(candidate.name().port(), candidate.port());
  }

  private boolean covers(String name, int number) {
    return port.isEmpty() || port.get().equals(name) || port.get().equals(Integer.toString(number));
  }
}
