// SPDX-License-Identifier: Apache-2.0
/** Tables, chains and rules as values. */
package io.svcrules.iptables;
