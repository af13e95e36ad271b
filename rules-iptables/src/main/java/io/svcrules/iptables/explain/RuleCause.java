// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.explain;

/**
 * The field of an object that a rule exists for.
 *
 * @param object kind and name, such as {@code Service default/web}
 * @param field such as {@code spec.ports[1].nodePort}
 * @param value what it says there, as far as the rule is about it; may be empty
 */
public record RuleCause(String object, String field, String value) {

  /** {@code object: field value}. */
  @Override
  public String toString() {
    return object + ": " + field + (value.isEmpty() ? "" : " " + value);
  }
}
