// SPDX-License-Identifier: Apache-2.0
/** Generic netlink: families found by name. */
package io.svcrules.netlink.generic;
