// SPDX-License-Identifier: Apache-2.0
/** The kernel's table of flows: the port, its adapter over netlink, and a fake. */
package io.svcrules.iptables.kernel.flow;
