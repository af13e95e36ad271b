// SPDX-License-Identifier: Apache-2.0
/** rtnetlink: links made, set up and deleted, and their addresses. */
package io.svcrules.netlink.route;
