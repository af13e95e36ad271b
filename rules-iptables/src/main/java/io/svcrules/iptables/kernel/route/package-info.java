// SPDX-License-Identifier: Apache-2.0
/** The addresses and routes of a node, for packets to be followed. */
package io.svcrules.iptables.kernel.route;
