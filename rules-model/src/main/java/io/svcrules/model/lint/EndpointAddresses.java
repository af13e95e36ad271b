// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.lint;

import io.svcrules.model.Cidr;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpAddress;
import java.util.List;
import java.util.Optional;

/** {@link LintId#ENDPOINT_IN_SERVICE_NETWORK} and {@link LintId#ENDPOINT_LOOPBACK}. */
final class EndpointAddresses implements LintRule {
  /** Link-local: RFC 3927, RFC 4291 section 2.5.6; multicast: RFC 5771, RFC 4291 section 2.7. */
  private static final NetworkSet NEVER_FORWARDED =
      new NetworkSet(
          List.of(
              Cidr.parse("169.254.0.0/16"),
              Cidr.parse("224.0.0.0/4"),
              Cidr.parse("fe80::/10"),
              Cidr.parse("ff00::/8")));

  @Override
  public void check(LintInput input, LintReport report) {
    NetworkSet networks = new NetworkSet(input.serviceNetworks());
    for (EndpointSlice slice : input.manifests().slices()) {
      if (slice.service().isPresent()) {
        for (int i = 0; i < slice.endpoints().size(); i++) {
          check(input, networks, slice, i, report);
        }
      }
    }
  }

  private static void check(
      LintInput input, NetworkSet networks, EndpointSlice slice, int index, LintReport report) {
    IpAddress address = slice.endpoints().get(index).address();
    LintSeverity error = LintSeverity.ERROR;
    if (address.isLoopback() || address.isUnspecified()) {
      String reason = "every node takes " + address + " for itself";
      report.endpoint(LintId.ENDPOINT_LOOPBACK, error, slice, index, reason);
    } else if (NEVER_FORWARDED.find(address).isPresent()) {
      String reason = address + " is link-local or multicast";
      report.endpoint(LintId.ENDPOINT_LOOPBACK, error, slice, index, reason);
    } else if (input.isClusterIp(address)) {
      String reason = address + " is the cluster IP of a Service";
      report.endpoint(LintId.ENDPOINT_IN_SERVICE_NETWORK, error, slice, index, reason);
    } else {
      Optional<Cidr> network = networks.find(address);
      if (network.isPresent()) {
        String reason = address + " is within the service network " + network.get();
        report.endpoint(LintId.ENDPOINT_IN_SERVICE_NETWORK, error, slice, index, reason);
      }
    }
  }
}
