// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.sync;

import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.compile.IpvsCompiler;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.compile.ServiceFacts;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.resolve.ServiceResolver;
import io.svcrules.model.sync.ClusterStore;

/**
 * What a family should hold, worked out from all objects.
 *
 * @param resolver finds the endpoints of a single Service in the same way
 * @param config the settings for the node as it is
 * @param compiled the wanted state
 */
record DesiredServers(ServiceResolver resolver, IpvsConfig config, CompiledIpvs compiled) {

  static DesiredServers of(ClusterStore store, IpFamily family, IpvsSyncSettings settings) {
    IpvsConfig config = settings.config().apply(store.node());
    Manifests manifests = store.manifests();
    return new DesiredServers(
        new ServiceResolver(family, store.node(), settings.resolution()),
        config,
        IpvsCompiler.compile(
            ServiceResolver.resolve(manifests, family, store.node(), settings.resolution()),
            ServiceFacts.of(manifests),
            config));
  }
}
