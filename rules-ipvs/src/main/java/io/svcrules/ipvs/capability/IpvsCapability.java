// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.capability;

import io.svcrules.ipvs.IpSetType;
import java.util.Comparator;

/**
 * Something that virtual servers need of a kernel and that it may lack.
 *
 * @param kind what it is
 * @param name which one: the scheduler, or the type of set, as tools call it
 */
public record IpvsCapability(Kind kind, String name) implements Comparable<IpvsCapability> {

  /** What a kernel may have or lack. */
  public enum Kind {
    /** A type of ipset. */
    SET_TYPE,
    /** A scheduler of virtual servers. */
    SCHEDULER
  }

  /** A type of ipset. */
  public static IpvsCapability of(IpSetType type) {
    return new IpvsCapability(Kind.SET_TYPE, type.text());
  }

  /** A scheduler, without {@code ip_vs_}. */
  public static IpvsCapability scheduler(String name) {
    return new IpvsCapability(Kind.SCHEDULER, name);
  }

  /** What it is, with the module that has it: {@code scheduler mh (module ip_vs_mh)}. */
  public String title() {
    return switch (kind) {
      // net/netfilter/ipset/Makefile: ip_set_hash_ipport for hash:ip,port.
      case SET_TYPE ->
          "set type " + name + " (module ip_set_" + name.replace(':', '_').replace(",", "") + ")";
      case SCHEDULER -> "scheduler " + name + " (module ip_vs_" + name + ")";
    };
  }

  /** What it costs to do without. */
  public String cost() {
    return switch (kind) {
      case SET_TYPE -> "no service can be served";
      case SCHEDULER -> "services that ask for it are served by that of --ipvs-scheduler";
    };
  }

  @Override
  public int compareTo(IpvsCapability other) {
    return Comparator.comparing(IpvsCapability::kind)
        .thenComparing(IpvsCapability::name)
        .compare(this, other);
  }
}
