// SPDX-License-Identifier: Apache-2.0
/** Netlink messages and connections, usable without the rest of svcrules. */
package io.svcrules.netlink;
