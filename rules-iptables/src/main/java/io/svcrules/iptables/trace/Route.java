// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;

/**
 * Where packets to a network leave the node.
 *
 * @param network the network
 * @param device the device they leave by
 * @param source the node's address on that device, which masquerading gives them
 */
public record Route(Cidr network, Device device, IpAddress source) {}
