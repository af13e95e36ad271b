// SPDX-License-Identifier: Apache-2.0
/**
 * From what the kernel holds to what it should hold: the smallest changes, in a safe order. Changes
 * nothing itself.
 */
package io.svcrules.iptables.plan;
