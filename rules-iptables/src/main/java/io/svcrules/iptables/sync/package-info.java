// SPDX-License-Identifier: Apache-2.0
/**
 * Keeps the iptables rules of a node in step with the cluster for as long as it runs: each change
 * costs what it changes, and whatever fails is repaired from what the kernel really holds. Begins
 * at {@link io.svcrules.iptables.sync.Syncer}; has no threads and no clock of its own.
 */
package io.svcrules.iptables.sync;
