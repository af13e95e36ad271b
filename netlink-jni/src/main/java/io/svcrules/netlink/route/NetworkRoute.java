// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.route;

import io.svcrules.netlink.InetAddr;
import java.util.Optional;

/**
 * A route.
 *
 * @param table the number of the routing table: {@code RT_TABLE_…}, or any other
 * @param type {@code RTN_…}: what becomes of packets
 * @param destination the network it leads to; all zero for a default route
 * @param prefixLength the bits of the network, 0 to 32 or 128
 * @param linkIndex the number of the link that packets leave by, of several next hops that of the
 *     first; 0 if there is none
 * @param gateway the next hop; empty if the destination is
 * @param source the address that the node's own packets get there, if the route says so
 * @param priority the lower wins between routes to one network, 32 bits unsigned
 */
public record NetworkRoute(
    int table,
    int type,
    InetAddr destination,
    int prefixLength,
    int linkIndex,
    Optional<InetAddr> gateway,
    Optional<InetAddr> source,
    long priority) {}
