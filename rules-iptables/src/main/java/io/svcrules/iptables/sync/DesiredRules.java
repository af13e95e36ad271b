// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.IptablesCompiler;
import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.model.IpFamily;
import io.svcrules.model.resolve.ServiceResolver;
import io.svcrules.model.resolve.ServiceTable;
import io.svcrules.model.sync.ClusterStore;

/**
 * What a family should hold, worked out from all objects.
 *
 * @param resolver finds the endpoints of a single Service in the same way
 * @param config the settings for the node as it is
 * @param table all service ports
 * @param compiled their rules
 */
record DesiredRules(
    ServiceResolver resolver, IptablesConfig config, ServiceTable table, CompiledRuleset compiled) {

  static DesiredRules of(ClusterStore store, IpFamily family, SyncSettings settings) {
    IptablesConfig config = settings.config().apply(store.node());
    ServiceTable table =
        ServiceResolver.resolve(store.manifests(), family, store.node(), settings.resolution());
    return new DesiredRules(
        new ServiceResolver(family, store.node(), settings.resolution()),
        config,
        table,
        IptablesCompiler.compile(table, config));
  }
}
