// SPDX-License-Identifier: Apache-2.0
/**
 * Flows that connection tracking remembers, and which of them go on where their service no longer
 * sends anybody. Pure: the table of flows itself is in the kernel room.
 */
package io.svcrules.iptables.flow;
