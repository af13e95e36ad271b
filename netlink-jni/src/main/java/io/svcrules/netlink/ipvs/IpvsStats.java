// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.ipvs;

/**
 * What has passed, since the beginning and of late; all numbers are unsigned.
 *
 * @param connections how many were scheduled
 * @param incomingPackets how many came from clients
 * @param outgoingPackets how many went to clients
 * @param incomingBytes how many bytes the incoming ones had
 * @param outgoingBytes how many bytes the outgoing ones had
 * @param connectionsPerSecond of late
 * @param incomingPacketsPerSecond of late
 * @param outgoingPacketsPerSecond of late
 * @param incomingBytesPerSecond of late
 * @param outgoingBytesPerSecond of late
 */
public record IpvsStats(
    long connections,
    long incomingPackets,
    long outgoingPackets,
    long incomingBytes,
    long outgoingBytes,
    long connectionsPerSecond,
    long incomingPacketsPerSecond,
    long outgoingPacketsPerSecond,
    long incomingBytesPerSecond,
    long outgoingBytesPerSecond) {

  /** Nothing so far. */
  public static IpvsStats none() {
    return new IpvsStats(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }
}
