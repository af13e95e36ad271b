// SPDX-License-Identifier: Apache-2.0
/**
 * IPVS over generic netlink: services, their destinations, time-outs and counters.
 *
 * <p>The words are those of {@code linux/ip_vs.h}: a <i>service</i> is a virtual server, a
 * <i>destination</i> one of its real servers.
 */
package io.svcrules.netlink.ipvs;
