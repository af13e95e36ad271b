// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.explain;

import io.svcrules.model.resolve.Endpoint;
import io.svcrules.model.resolve.EndpointSelection;
import io.svcrules.model.resolve.ExplainedEndpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The shares of the endpoints of a service port.
 *
 * @param cluster those under policy Cluster, by endpoint, from 0 to 1
 * @param local those under policy Local
 * @param note what they rest on; empty for nothing
 */
record PortShares(Map<String, Double> cluster, Map<String, Double> local, String note) {

  PortShares {
    cluster = Map.copyOf(cluster);
    local = Map.copyOf(local);
  }

  /**
   * The shares of an endpoint in each list.
   *
   * @param rule the shares of the endpoints of a list, in their order; none if nothing shares out
   */
  static PortShares of(EndpointSelection endpoints, Function<List<Endpoint>, List<Double>> rule) {
    return new PortShares(shares(endpoints.cluster(), rule), shares(endpoints.local(), rule), "");
  }

  /** These shares with a remark. */
  PortShares with(String newNote) {
    return new PortShares(cluster, local, newNote);
  }

  private static Map<String, Double> shares(
      List<Endpoint> endpoints, Function<List<Endpoint>, List<Double>> rule) {
    Map<String, Double> shares = new HashMap<>();
    List<Double> all = rule.apply(endpoints);
    for (int i = 0; i < all.size(); i++) {
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
    Double share = shares.get(endpoint.endpoint().text());
    return share == null ? OptionalDouble.empty() : OptionalDouble.of(share);
  }
}
