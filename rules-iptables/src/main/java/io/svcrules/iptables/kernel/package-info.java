// SPDX-License-Identifier: Apache-2.0
/**
 * The rules that a kernel holds: read and changed through one port, with adapters for real kernels
 * and a faithful fake. Decides nothing about what the rules should be.
 */
package io.svcrules.iptables.kernel;
