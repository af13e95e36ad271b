// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

/** A state of connection tracking, in the order in which iptables-save prints them. */
public enum ConntrackState {
  /** Not part of any known connection. */
  INVALID,
  /** The first packet of a connection. */
  NEW,
  /** Belongs to another connection, such as an ICMP error. */
  RELATED,
  /** Part of a connection that has seen packets both ways. */
  ESTABLISHED,
  /** Exempt from tracking. */
  UNTRACKED,
  /** Its source address was rewritten. */
  SNAT,
  /** Its destination address was rewritten. */
  DNAT
}
