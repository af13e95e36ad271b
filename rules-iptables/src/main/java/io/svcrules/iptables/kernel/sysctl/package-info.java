// SPDX-License-Identifier: Apache-2.0
/**
 * Settings of the kernel that rules need: set only if they differ, and put back only if it was us
 * who set them.
 */
package io.svcrules.iptables.kernel.sysctl;
