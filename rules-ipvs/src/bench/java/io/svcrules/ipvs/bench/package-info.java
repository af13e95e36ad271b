// SPDX-License-Identifier: Apache-2.0
/**
 * What changes of virtual servers cost in a real kernel. One command measures everything, each
 * cluster in network namespaces and a JVM of its own; see {@link io.svcrules.ipvs.bench.IpvsBench}.
 */
package io.svcrules.ipvs.bench;
