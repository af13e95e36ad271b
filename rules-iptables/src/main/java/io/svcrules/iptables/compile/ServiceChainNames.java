// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.compile;

import io.svcrules.model.ServicePortName;

/**
 * The chains of one service port: four that share a hash, and one for each endpoint.
 *
 * @param cluster {@code KUBE-SVC-…}: to any endpoint
 * @param local {@code KUBE-SVL-…}: to endpoints of this node
 * @param external {@code KUBE-EXT-…}: what comes from outside the cluster
 * @param firewall {@code KUBE-FW-…}: who may come by load balancer addresses
 * @param hashInput what the hashes are made of, before the endpoint
 */
record ServiceChainNames(
    String cluster, String local, String external, String firewall, String hashInput) {

  static ServiceChainNames of(ServicePortName name, ChainNames names) {
    String input = name + name.protocol().lowerCase();
    String cluster = names.hashed(ChainNames.CLUSTER_PREFIX, input);
    String hash = cluster.substring(ChainNames.CLUSTER_PREFIX.length());
    return new ServiceChainNames(
        cluster,
        ChainNames.LOCAL_PREFIX + hash,
        ChainNames.EXTERNAL_PREFIX + hash,
        ChainNames.FIREWALL_PREFIX + hash,
        input);
  }

  /** The chain of an endpoint, by its {@code ip:port}. */
  String endpoint(String text, ChainNames names) {
    return names.hashed(ChainNames.ENDPOINT_PREFIX, hashInput + text);
  }
}
