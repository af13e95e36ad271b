// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

/**
 * What an operator may choose about resolution.
 *
 * @param topology when topology hints count
 * @param allowExternalIps whether {@code spec.externalIPs} are served; they let anyone who may
 *     write a Service take over an address (CVE-2020-8554)
 */
public record ResolveOptions(TopologyRule topology, boolean allowExternalIps) {
  /** What kube-proxy does. */
  public static final ResolveOptions DEFAULT = new ResolveOptions(TopologyRule.CURRENT, true);

  /** These options with another topology rule. */
  public ResolveOptions withTopology(TopologyRule value) {
    return new ResolveOptions(value, allowExternalIps);
  }

  /** These options with external IPs served or not. */
  public ResolveOptions withAllowExternalIps(boolean value) {
    return new ResolveOptions(topology, value);
  }
}
