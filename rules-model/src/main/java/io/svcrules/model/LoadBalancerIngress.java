// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model;

/**
 * One element of Service {@code status.loadBalancer.ingress} that has an {@code ip}; elements with
 * only a host name give no rules.
 *
 * @param ip the address
 * @param proxied whether {@code ipMode} is {@code Proxy}: the load balancer delivers to node ports
 *     or pods by itself, so the node must not short-circuit the address
 */
public record LoadBalancerIngress(IpAddress ip, boolean proxied) {}
