// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.ipvs;

/**
 * A destination as it is found in the kernel.
 *
 * @param destination how it is configured
 * @param activeConnections how many are established
 * @param inactiveConnections how many are beginning, ending or over
 * @param persistentConnections how many clients stay with it
 * @param stats what it has done
 */
public record IpvsDestinationStatus(
    IpvsDestination destination,
    int activeConnections,
    int inactiveConnections,
    int persistentConnections,
    IpvsStats stats) {}
