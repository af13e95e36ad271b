// SPDX-License-Identifier: Apache-2.0
/**
 * What tests of several modules share: followed packets are held against the table of cases that
 * real packets are held against, and sockets are counted.
 */
package io.svcrules.iptables.lab;
