// SPDX-License-Identifier: Apache-2.0
/** Connection tracking: entries streamed through a filter, and deleted one by one or in batches. */
package io.svcrules.netlink.conntrack;
