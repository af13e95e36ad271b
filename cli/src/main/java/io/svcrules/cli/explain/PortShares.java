// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.explain;

import io.svcrules.iptables.explain.EndpointShares;
import io.svcrules.model.resolve.Endpoint;
import io.svcrules.model.resolve.EndpointSelection;
import io.svcrules.model.resolve.ExplainedEndpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The shares of the endpoints of a service port. */
final class PortShares {
  private final Map<String, Double> cluster;
  private final Map<String, Double> local;

  PortShares(EndpointSelection endpoints) {
    this.cluster = shares(endpoints.cluster());
    this.local = shares(endpoints.local());
  }

  private static Map<String, Double> shares(List<Endpoint> endpoints) {
    Map<String, Double> shares = new HashMap<>();
    List<Double> all = EndpointShares.of(endpoints.size());
    for (int i = 0; i < endpoints.size(); i++) {
      shares.put(endpoints.get(i).text(), all.get(i));
    }
    return shares;
  }

  /** The share under policy Cluster, from 0 to 1; empty if the endpoint does not serve there. */
  OptionalDouble cluster(ExplainedEndpoint endpoint) {
    return endpoint.cluster().serves() ? share(cluster, endpoint) : OptionalDouble.empty();
  }

  /** The share under policy Local, from 0 to 1; empty if the endpoint does not serve there. */
  OptionalDouble local(ExplainedEndpoint endpoint) {
    return endpoint.local().serves() ? share(local, endpoint) : OptionalDouble.empty();
  }

  private static OptionalDouble share(Map<String, Double> shares, ExplainedEndpoint endpoint) {
    return OptionalDouble.of(shares.get(endpoint.endpoint().text()));
  }
}
