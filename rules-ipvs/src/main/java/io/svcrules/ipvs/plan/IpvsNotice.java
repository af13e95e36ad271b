// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

import io.svcrules.ipvs.BoundAddress;

/**
 * Something found in the kernel that is not ours, or not ours alone: it is left alone, but for
 * virtual servers that services want.
 *
 * @param kind what it is
 * @param subject which one, as an operator names it
 */
public record IpvsNotice(Kind kind, String subject) {

  /** What was found. */
  public enum Kind {
    /** A virtual server on an address that is not ours. */
    FOREIGN_SERVER("virtual server of others is left alone"),
    /** A virtual server that others made, and that a service wants. */
    TAKEN_OVER("virtual server of others is changed, as a service wants it"),
    /** A virtual server on an excluded address. */
    EXCLUDED_SERVER("virtual server on an excluded address is left alone"),
    /** An address on our device that was bound in another way than ours. */
    FOREIGN_ADDRESS("address of others on " + BoundAddress.DEVICE + " is left"),
    /** An address on our device that is excluded. */
    EXCLUDED_ADDRESS("excluded address on " + BoundAddress.DEVICE + " is left"),
    /** A set that others made under a name of ours, of a type that is none of ours. */
    FOREIGN_SET("set of others under a name of ours is left alone"),
    /** A set of ours that a rule of others looks into. */
    HELD_SET("set is left, as a rule of others looks into it"),
    /** A setting that we need, but that others may need too. */
    SETTING("setting is left, as others may need it");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** A phrase for people, to stand before the subject. */
    public String text() {
      return text;
    }
  }

  /** A sentence for people. */
  @Override
  public String toString() {
    return kind.text() + ": " + subject;
  }
}
