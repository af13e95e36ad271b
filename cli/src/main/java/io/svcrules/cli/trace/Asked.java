// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.trace;

import io.svcrules.model.IpAddress;
import io.svcrules.model.Protocol;

/**
 * Whom a packet asks.
 *
 * @param protocol the transport protocol
 * @param address the address
 * @param port the port: 1 to 65535
 * @param service the service port it was found by: {@code namespace/name:port}; empty if it was
 *     named by address
 */
record Asked(Protocol protocol, IpAddress address, int port, String service) {}
