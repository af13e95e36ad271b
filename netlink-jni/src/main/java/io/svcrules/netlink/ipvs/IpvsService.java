// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.ipvs;

import io.svcrules.netlink.InetFamily;

/**
 * A service as it is configured.
 *
 * @param key what tells it from others
 * @param scheduler which destination the next connection goes to: {@code rr}, {@code wlc}, …
 * @param flags {@code IP_VS_SVC_F_PERSISTENT}, {@code …_ONEPACKET}, {@code …_SCHED1} to {@code
 *     …_SCHED3}
 * @param timeoutSeconds how long a client stays with its destination; 0 without persistence
 * @param netmask which clients count as one, for persistence: the mask as a number for IPv4, the
 *     length of the prefix for IPv6
 * @param persistenceEngine {@code sip}; empty for none
 */
public record IpvsService(
    IpvsServiceKey key,
    String scheduler,
    int flags,
    int timeoutSeconds,
    int netmask,
    String persistenceEngine) {

  /** A service without flags and persistence. */
  public static IpvsService of(IpvsServiceKey key, String scheduler) {
    return new IpvsService(key, scheduler, 0, 0, wholeAddress(key.family()), "");
  }

  /** The netmask by which every client counts for itself. */
  public static int wholeAddress(InetFamily family) {
    return family == InetFamily.IPV4 ? -1 : family.bits();
  }

  /** The same with flags. */
  public IpvsService withFlags(int newFlags) {
    return new IpvsService(key, scheduler, newFlags, timeoutSeconds, netmask, persistenceEngine);
  }

  /** The same with clients that stay with their destination for some seconds. */
  public IpvsService persistent(int seconds) {
    return new IpvsService(
        key,
        scheduler,
        flags | IpvsUapi.IP_VS_SVC_F_PERSISTENT,
        seconds,
        netmask,
        persistenceEngine);
  }
}
