// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.model.NamespacedName;
import io.svcrules.model.Protocol;
import io.svcrules.model.ServicePortName;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ChainNamesTest {
  private final ChainNames names = new ChainNames();

  @Test
  void namesAreThoseOfKubeProxy() {
    ServicePortName web =
        new ServicePortName(new NamespacedName("default", "web"), "http", Protocol.TCP);
    ServiceChainNames chains = ServiceChainNames.of(web, names);
    assertEquals("KUBE-SVC-CDGGSHYLG3RE2FKL", chains.cluster());
    assertEquals("KUBE-SVL-CDGGSHYLG3RE2FKL", chains.local());
    assertEquals("KUBE-EXT-CDGGSHYLG3RE2FKL", chains.external());
    assertEquals("KUBE-FW-CDGGSHYLG3RE2FKL", chains.firewall());
    assertEquals("KUBE-SEP-GWQABTP5GBYXHJY5", chains.endpoint("10.244.1.10:8080", names));
  }

  @Test
  void theHashIsOneThatOldListingsShow() {
    // Releases of old put the colon behind the name of a port without name, too.
    String port = "uit/svc-np-ublog:tcp";
    assertEquals("KUBE-SVC-FQQJWIJEBH5A6SF6", names.hashed(ChainNames.CLUSTER_PREFIX, port));
    assertEquals(
        "KUBE-SEP-U4JA5WF5RRIRERN5",
        names.hashed(ChainNames.ENDPOINT_PREFIX, port + "10.244.1.35:8002"));
    assertEquals(
        "KUBE-SEP-ME7MACTOWWVFKRBM",
        names.hashed(ChainNames.ENDPOINT_PREFIX, port + "10.244.2.32:8002"));
  }

  @Test
  void portsThatDifferInProtocolAloneHaveChainsOfTheirOwn() {
    NamespacedName dns = new NamespacedName("default", "dns");
    assertEquals(
        2,
        Stream.of(Protocol.TCP, Protocol.UDP)
            .map(p -> ServiceChainNames.of(new ServicePortName(dns, "dns", p), names).cluster())
            .distinct()
            .count());
  }
}
