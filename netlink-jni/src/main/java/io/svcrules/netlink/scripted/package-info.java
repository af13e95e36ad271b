// SPDX-License-Identifier: Apache-2.0
/** A double of the kernel for tests: it answers as the test says. */
package io.svcrules.netlink.scripted;
