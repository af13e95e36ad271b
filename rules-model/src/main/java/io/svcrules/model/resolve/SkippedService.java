// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

import io.svcrules.model.NamespacedName;

/**
 * A Service that gives no rules in a family.
 *
 * @param name the Service
 * @param reason why
 */
public record SkippedService(NamespacedName name, SkipReason reason) {

  /** A sentence for people. */
  @Override
  public String toString() {
    return name + " " + reason.text() + ": no rules";
  }
}
