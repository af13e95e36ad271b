// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.ipvs;

/**
 * How long connections last without another packet.
 *
 * @param tcpSeconds established TCP connections; 0 in a change to leave it as it is
 * @param tcpFinSeconds TCP connections after a FIN; 0 in a change to leave it as it is
 * @param udpSeconds UDP; 0 in a change to leave it as it is
 */
public record IpvsTimeouts(int tcpSeconds, int tcpFinSeconds, int udpSeconds) {}
