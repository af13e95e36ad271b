// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

/** {@code --mode}: what carries the traffic of services. */
public enum ProxyMode {
  /** Rules of iptables. */
  IPTABLES("iptables"),
  /** Virtual servers of IPVS. */
  IPVS("ipvs");

  private final String spelling;

  ProxyMode(String spelling) {
    this.spelling = spelling;
  }

  @Override
  public String toString() {
    return spelling;
  }
}
