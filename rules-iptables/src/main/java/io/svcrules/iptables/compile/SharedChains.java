// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.compile;

/** The names of the chains of table nat that lead to all services, for those who read rules. */
public final class SharedChains {
  /** Rules of cluster IPs, external IPs and load balancer IPs; the last ones lead to node ports. */
  public static final String SERVICES = ChainNames.SERVICES;

  /** Rules of node ports. */
  public static final String NODE_PORTS = ChainNames.NODE_PORTS;

  private SharedChains() {}
}
