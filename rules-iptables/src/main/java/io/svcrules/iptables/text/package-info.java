// SPDX-License-Identifier: Apache-2.0
/** The text of iptables-save and iptables-restore: a writer and a parser, inverse of each other. */
package io.svcrules.iptables.text;
