// SPDX-License-Identifier: Apache-2.0
/**
 * What changes of rules cost in a real kernel. One command measures everything, each cluster in a
 * network namespace and a JVM of its own; see {@link io.svcrules.iptables.bench.KernelBench}.
 */
package io.svcrules.iptables.bench;
