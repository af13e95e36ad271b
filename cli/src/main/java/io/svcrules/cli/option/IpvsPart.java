// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

/** {@code --part}: a part of what mode ipvs keeps in a kernel, in the order of the output. */
public enum IpvsPart {
  /** Settings of the kernel. */
  SYSCTL("sysctl", "sysctl -p -"),
  /** Sets and their elements. */
  IPSET("ipset", "ipset restore -exist"),
  /** Rules, which look into the sets. */
  IPTABLES("iptables", ""),
  /** The device and the addresses on it. */
  ADDRESSES("addresses", "ip -force -batch -"),
  /** Virtual servers and their real servers. */
  IPVSADM("ipvsadm", "ipvsadm -R");

  private final String spelling;
  private final String reader;

  IpvsPart(String spelling, String reader) {
    this.spelling = spelling;
    this.reader = reader;
  }

  /** The command that reads it; empty if each family has its own. */
  public String reader() {
    return reader;
  }

  @Override
  public String toString() {
    return spelling;
  }
}
