// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

import io.svcrules.model.NamespacedName;

/**
 * An endpoint of a slice, and how far it comes.
 *
 * @param slice the slice that holds it
 * @param index its position in {@code endpoints}, from 0 on
 * @param endpoint the endpoint; its port is 0 if the slice has none for the service port
 * @param cluster its step towards the endpoints of policy Cluster
 * @param local its step towards those of policy Local
 */
public record ExplainedEndpoint(
    NamespacedName slice, int index, Endpoint endpoint, EndpointStep cluster, EndpointStep local) {

  /** Whether some traffic comes to it. */
  public boolean serves() {
    return cluster.serves() || local.serves();
  }
}
