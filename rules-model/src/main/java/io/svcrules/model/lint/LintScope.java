// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.lint;

import io.svcrules.model.Cidr;
import io.svcrules.model.Node;
import java.util.List;

/**
 * From where the objects are looked at.
 *
 * @param node the node
 * @param nodeKnown whether endpoints can be told to be on the node; if not, nothing is said about
 *     policy Local
 * @param serviceNetworks the networks that cluster IPs are taken from; may be empty
 */
public record LintScope(Node node, boolean nodeKnown, List<Cidr> serviceNetworks) {

  /** Copies the networks. */
  public LintScope {
    serviceNetworks = List.copyOf(serviceNetworks);
  }
}
