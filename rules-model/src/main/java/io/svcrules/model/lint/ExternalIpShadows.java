// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.lint;

import io.svcrules.model.Cidr;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpAddress;
import io.svcrules.model.Node;
import io.svcrules.model.Service;
import io.svcrules.model.SliceEndpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link LintId#EXTERNAL_IP_SHADOWS}. */
final class ExternalIpShadows implements LintRule {
  @Override
  public void check(LintInput input, LintReport report) {
    List<Service> services =
        input.served().stream().filter(one -> !one.externalIps().isEmpty()).toList();
    if (services.isEmpty()) {
      return;
    }
    Owners owners = new Owners(input);
    for (Service service : services) {
      for (IpAddress ip : service.externalIps()) {
        owners
            .find(ip)
            .ifPresent(
                owner ->
                    report.service(
                        LintId.EXTERNAL_IP_SHADOWS,
                        service.name(),
                        "spec.externalIPs",
                        ip + " is " + owner));
      }
    }
  }

  /** Who has an address already. */
  private static final class Owners {
    private final Map<IpAddress, String> known = new HashMap<>();
    private final NetworkSet pods;
    private final NetworkSet services;

    Owners(LintInput input) {
      for (EndpointSlice slice : input.manifests().slices()) {
        for (SliceEndpoint endpoint : slice.endpoints()) {
          known.putIfAbsent(endpoint.address(), "an endpoint in EndpointSlice " + slice.name());
        }
      }
      for (Service service : input.manifests().services()) {
        service.clusterIps().forEach(ip -> known.put(ip, "the cluster IP of " + service.name()));
      }
      List<Node> nodes = new ArrayList<>(input.manifests().nodes());
      nodes.add(input.scope().node());
      List<Cidr> podNetworks = new ArrayList<>();
      for (Node node : nodes) {
        node.addresses().forEach(ip -> known.put(ip, "an address of node " + node.name()));
        podNetworks.addAll(node.podCidrs());
      }
      pods = new NetworkSet(podNetworks);
      services = new NetworkSet(input.serviceNetworks());
    }

    Optional<String> find(IpAddress ip) {
      return Optional.ofNullable(known.get(ip))
          .or(() -> pods.find(ip).map(network -> "within the pod network " + network))
          .or(() -> services.find(ip).map(network -> "within the service network " + network));
    }
  }
}
