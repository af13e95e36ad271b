// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.model.AddressType;
import io.svcrules.model.EndpointConditions;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpAddress;
import io.svcrules.model.Manifests;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.Node;
import io.svcrules.model.SliceEndpoint;
import io.svcrules.model.resolve.ResolveOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointAddressesTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "127.255.255.255, true",
    "0.0.0.0, true",
    "169.253.255.255, false",
    "169.254.0.0, true",
    "169.254.255.255, true",
    "169.255.0.0, false",
    "223.255.255.255, false",
    "224.0.0.0, true",
    "239.255.255.255, true",
    "240.0.0.1, false",
    "10.244.1.1, false",
    "::1, true",
    "::, true",
    "::2, false",
    "fe7f:ffff::1, false",
    "fe80::1, true",
    "febf:ffff::1, true",
    "fec0::1, false",
    "feff::1, false",
    "ff00::1, true",
    "ff02::1, true",
    "fd00::1, false",
  })
  void addressesThatNoPacketIsForwardedToAreErrors(String ip, boolean found) {
    IpAddress address = IpAddress.parse(ip);
    EndpointSlice slice =
        new EndpointSlice(
            new NamespacedName("default", "web-1"),
            Map.of(EndpointSlice.SERVICE_NAME_LABEL, "web"),
            AddressType.of(address.family()),
            List.of(),
            List.of(SliceEndpoint.of(address, EndpointConditions.READY, "node-1")));
    List<LintFinding> findings =
        Linter.lint(
            new Manifests(List.of(), List.of(slice), List.of()),
            new LintScope(Node.named("node-1"), true, List.of()),
            ResolveOptions.DEFAULT,
            NodeFacts.NONE);
    assertEquals(found ? List.of(LintId.ENDPOINT_LOOPBACK) : List.of(), ids(findings));
  }

  private static List<LintId> ids(List<LintFinding> findings) {
    return findings.stream().map(LintFinding::id).toList();
  }
}
