// SPDX-License-Identifier: Apache-2.0
/**
 * Rules for the eyes of people: which of them are ours, and what a plan changes about them as a
 * unified diff. Changes nothing itself.
 */
package io.svcrules.iptables.diff;
