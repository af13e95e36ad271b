// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import java.util.List;

/**
 * Which variant of iptables a node uses.
 *
 * @param variant the variant
 * @param reason how that is known
 * @param leftovers what to warn of: rules of services in the other variant, one line for each
 *     family that has some
 */
public record DetectedVariant(IptablesVariant variant, String reason, List<String> leftovers) {

  /** Copies the warnings. */
  public DetectedVariant {
    leftovers = List.copyOf(leftovers);
  }
}
