// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.conntrack;

/**
 * A tracked connection.
 *
 * @param original the direction of the first packet, as it came
 * @param reply the direction of the answers, from which NAT can be told
 * @param status {@code IPS_…}
 * @param timeoutSeconds how long it lasts without another packet
 * @param mark the connection mark
 * @param zone the zone of both directions, 0 to 65535
 * @param id the kernel's number for it, which tells it from a later one of the same tuple; 0 if not
 *     known
 */
public record ConntrackEntry(
    ConntrackTuple original,
    ConntrackTuple reply,
    int status,
    int timeoutSeconds,
    int mark,
    int zone,
    int id) {}
