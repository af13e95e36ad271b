// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

import io.svcrules.ipvs.BoundAddress;

/**
 * Something found in the kernel that is not ours, or not ours alone: it is left alone, but for
 * virtual servers that services want.
 *
 * @param kind what it is
 * @param subject which one, as an operator names it: its name comes first
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
    FOREIGN_SET(
        "set of others under a name of ours is left alone",
        "to make room for ours: ipset destroy %1$s, or ipset rename %1$s NAME"),
    /** A set of ours that something refers to which stays: a rule, or a set of sets. */
    HELD_SET("set is left, as a rule or a set that stays refers to it"),
    /** All that rules need which stand in another variant of iptables, by the command to see it. */
    OTHER_VARIANT(
        "virtual servers, sets, addresses and settings are left, as rules in the other variant of"
            + " iptables need them",
        "svcrules cleanup without --iptables-variant removes all"),
    /** A setting that we need, but that others may need too. */
    SETTING("setting is left, as others may need it");

    private final String text;
    private final String remedy;

    Kind(String text) {
      this(text, "");
    }

    Kind(String text, String remedy) {
      this.text = text;
      this.remedy = remedy;
    }

    /** A phrase for people, to stand before the subject. */
    public String text() {
      return text;
    }
  }

  /** A sentence for people, which says what to do if there is one thing to do. */
  @Override
  public String toString() {
    String sentence = kind.text + ": " + subject;
    return kind.remedy.isEmpty() ? sentence : sentence + "; " + String.format(kind.remedy, name());
  }

  private String name() {
    int end = subject.indexOf(' ');
    return end < 0 ? subject : subject.substring(0, end);
  }
}
