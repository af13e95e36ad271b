// SPDX-License-Identifier: Apache-2.0
/** What nf_tables, connection tracking and ipset have in common: the header of nfnetlink. */
package io.svcrules.netlink.netfilter;
