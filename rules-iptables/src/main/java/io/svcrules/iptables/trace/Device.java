// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

/**
 * The network device that a packet comes in or goes out by.
 *
 * @param name its name; empty for none, {@code ?} for one that is not known
 */
public record Device(String name) {
  /** None: the packet is of a process on the node, or for one. */
  public static final Device NONE = new Device("");

  /** One that is not known. */
  public static final Device UNKNOWN = new Device("?");

  /** The device by which the node talks to itself. */
  public static final Device LOOPBACK = new Device("lo");

  /** Whether its name is not known. */
  public boolean isUnknown() {
    return equals(UNKNOWN);
  }

  /**
   * Whether a rule means it.
   *
   * @param pattern a name, or the start of one and {@code +}
   */
  public boolean matches(String pattern) {
    return pattern.endsWith("+")
        ? name.startsWith(pattern.substring(0, pattern.length() - 1))
        : name.equals(pattern);
  }
}
