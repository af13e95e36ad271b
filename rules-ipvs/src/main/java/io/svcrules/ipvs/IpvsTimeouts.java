// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs;

/**
 * After how much silence the kernel forgets connections of virtual servers, in whole seconds. A 0
 * leaves the kernel's own value.
 *
 * @param tcp of established TCP connections ({@code --ipvs-tcp-timeout})
 * @param tcpFin of TCP connections after a FIN ({@code --ipvs-tcpfin-timeout})
 * @param udp of UDP flows ({@code --ipvs-udp-timeout})
 */
public record IpvsTimeouts(int tcp, int tcpFin, int udp) {
  /** All as the kernel has them. */
  public static final IpvsTimeouts UNCHANGED = new IpvsTimeouts(0, 0, 0);

  /** These time-outs where they say something, others where they do not. */
  public IpvsTimeouts over(IpvsTimeouts others) {
    return new IpvsTimeouts(
        tcp == 0 ? others.tcp : tcp,
        tcpFin == 0 ? others.tcpFin : tcpFin,
        udp == 0 ? others.udp : udp);
  }

  /** The command of ipvsadm that sets them. */
  @Override
  public String toString() {
    return "ipvsadm --set " + tcp + ' ' + tcpFin + ' ' + udp;
  }
}
