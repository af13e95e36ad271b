// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.ipvs;

/**
 * A service as it is found in the kernel.
 *
 * @param service how it is configured
 * @param stats what it has done
 */
public record IpvsServiceStatus(IpvsService service, IpvsStats stats) {}
