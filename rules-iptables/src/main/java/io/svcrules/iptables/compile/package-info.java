// SPDX-License-Identifier: Apache-2.0
/**
 * From resolved services to rules: one service port at a time, then the chains all of them share.
 * Reads nothing but its input.
 */
package io.svcrules.iptables.compile;
