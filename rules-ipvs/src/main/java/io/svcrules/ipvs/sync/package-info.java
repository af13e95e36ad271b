// SPDX-License-Identifier: Apache-2.0
/**
 * Keeps what mode ipvs has in a kernel in step with the cluster for as long as it runs: each change
 * costs what it changes, and whatever fails is repaired from what the kernel really holds. Begins
 * at {@link io.svcrules.ipvs.sync.IpvsSyncer}; has no threads and no clock of its own.
 */
package io.svcrules.ipvs.sync;
