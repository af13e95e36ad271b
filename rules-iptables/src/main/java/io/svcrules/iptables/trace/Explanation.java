// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import io.svcrules.iptables.compile.RuleReason;

/**
 * Why a rule or a virtual server exists.
 *
 * @param object whose it is: {@code namespace/name} or {@code namespace/name:port}; empty if it is
 *     nobody's own, or not known
 * @param field the field of the Service that asks for it, or {@code endpoints}; empty if none does
 * @param text what it is for
 */
public record Explanation(String object, String field, String text) {

  /** The explanation of a rule of a service port. */
  static Explanation of(RuleReason reason, String object) {
    return new Explanation(object, reason.field(), reason.text());
  }

  /** This one of an object. */
  Explanation of(String newObject) {
    return new Explanation(newObject, field, text);
  }
}
