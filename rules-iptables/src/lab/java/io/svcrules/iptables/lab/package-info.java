// SPDX-License-Identifier: Apache-2.0
/** Holds followed packets against the table of cases that real packets are held against. */
package io.svcrules.iptables.lab;
