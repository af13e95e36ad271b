// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

/**
 * What a client asks.
 *
 * @param address an IP address
 * @param port 1 to 65535
 */
public record Target(String address, int port) {}
