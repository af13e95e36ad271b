// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.ipvs;

/**
 * What the kernel says of its IPVS.
 *
 * @param version as {@code 0x010201} for 1.2.1
 * @param connectionTableSize the number of buckets
 */
public record IpvsInfo(int version, int connectionTableSize) {}
