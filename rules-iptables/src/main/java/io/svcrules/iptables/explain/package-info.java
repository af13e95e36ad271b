// SPDX-License-Identifier: Apache-2.0
/**
 * From rules back to what caused them, and what the kernel makes of the shares that rules ask for.
 */
package io.svcrules.iptables.explain;
