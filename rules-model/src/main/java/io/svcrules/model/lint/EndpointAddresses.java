// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.lint;

import io.svcrules.model.Cidr;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpAddress;
import java.util.Optional;

/** {@link LintId#ENDPOINT_IN_SERVICE_NETWORK} and {@link LintId#ENDPOINT_LOOPBACK}. */
final class EndpointAddresses implements LintRule {
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
    } else if (isNeverForwarded(address)) {
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

  // Asked for each of some 200,000 endpoints.
  private static boolean isNeverForwarded(IpAddress address) {
    return switch (address.family()) {
      // Link-local 169.254.0.0/16: RFC 3927; multicast 224.0.0.0/4: RFC 5771.
      case IPV4 -> address.low() >>> 16 == 0xa9fe || address.low() >>> 28 == 0xe;
      // Link-local fe80::/10: RFC 4291 section 2.5.6; multicast ff00::/8: section 2.7.
      case IPV6 -> address.high() >>> 54 == 0xfe80 >>> 6 || address.high() >>> 56 == 0xff;
    };
  }
}
