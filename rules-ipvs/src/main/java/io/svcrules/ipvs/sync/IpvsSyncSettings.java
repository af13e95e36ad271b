// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.sync;

import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.plan.PlanOptions;
import io.svcrules.model.Node;
import io.svcrules.model.resolve.ResolveOptions;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What an operator may choose about what an {@link IpvsSyncer} keeps.
 *
 * @param resolution which endpoints serve
 * @param config how they are served, by the node as it is at the time; asked whenever everything is
 *     looked at, so that addresses of the node may come and go
 * @param options given the options of a plan that the configuration means, those that are used
 */
public record IpvsSyncSettings(
    ResolveOptions resolution,
    Function<Node, IpvsConfig> config,
    UnaryOperator<PlanOptions> options) {

  /** Settings that do not depend on the node. */
  public static IpvsSyncSettings of(ResolveOptions resolution, IpvsConfig config) {
    return new IpvsSyncSettings(resolution, node -> config, UnaryOperator.identity());
  }
}
