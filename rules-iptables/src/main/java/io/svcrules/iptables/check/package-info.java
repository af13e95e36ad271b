// SPDX-License-Identifier: Apache-2.0
/** Checks of a ruleset that need no kernel. */
package io.svcrules.iptables.check;
