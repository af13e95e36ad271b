// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.model.Node;
import io.svcrules.model.resolve.ResolveOptions;
import java.util.function.Function;

/**
 * What an operator may choose about the rules that a {@link Syncer} keeps.
 *
 * @param resolution which endpoints serve
 * @param config how they are served, by the node as it is at the time: its addresses and pod
 *     networks may come later than it does
 */
public record SyncSettings(ResolveOptions resolution, Function<Node, IptablesConfig> config) {

  /** Settings that do not depend on the node. */
  public static SyncSettings of(ResolveOptions resolution, IptablesConfig config) {
    return new SyncSettings(resolution, node -> config);
  }
}
