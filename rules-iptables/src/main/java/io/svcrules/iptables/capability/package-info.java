// SPDX-License-Identifier: Apache-2.0
/**
 * What rules ask of iptables and of the kernel, and what becomes of them where something is
 * missing. Pure: who asks a node what it can is in the kernel room.
 */
package io.svcrules.iptables.capability;
