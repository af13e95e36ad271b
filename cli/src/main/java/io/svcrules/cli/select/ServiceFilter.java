// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.select;

import io.svcrules.model.Manifests;
import io.svcrules.model.Service;
import java.util.Optional;

/**
 * Which Services count; slices follow the Service they belong to.
 *
 * @param namespace the only namespace that counts; empty: all do
 * @param selector the labels that a Service must have
 */
public record ServiceFilter(Optional<String> namespace, LabelSelector selector) {
  /** All Services count. */
  public static final ServiceFilter ALL =
      new ServiceFilter(Optional.empty(), LabelSelector.EVERYTHING);

  /** The objects without the Services that do not count. */
  public Manifests filter(Manifests manifests) {
    if (namespace.isEmpty() && selector == LabelSelector.EVERYTHING) {
      return manifests;
    }
    return new Manifests(
        manifests.services().stream().filter(this::counts).toList(),
        // Slices of Services that are not there give no rules.
        manifests.slices(),
        manifests.nodes());
  }

  /** What people should know: that objects are there and no Service counts. */
  public Optional<String> doubt(Manifests manifests) {
    int read = manifests.services().size();
    return read == 0 || manifests.services().stream().anyMatch(this::counts)
        ? Optional.empty()
        : Optional.of("--namespace and --selector leave none of the Services read: " + read);
  }

  private boolean counts(Service service) {
    return (namespace.isEmpty() || namespace.get().equals(service.name().namespace()))
        && selector.matches(service.labels());
  }
}
