// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.iptables.flow.Flow;
import io.svcrules.iptables.flow.TransportAddress;
import io.svcrules.iptables.kernel.CapabilityProbe;
import io.svcrules.iptables.kernel.FakePacketFilter;
import io.svcrules.model.EndpointPort;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.Protocol;
import io.svcrules.model.Service;
import io.svcrules.model.ServicePort;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.sync.ClusterChange;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SyncerFlowTest {
  private final FlakyFilter filter = new FlakyFilter(new FakePacketFilter(IpFamily.IPV4));
  private final FlakyFlows flows = new FlakyFlows();

  private final Syncer syncer =
      Syncer.of(
          List.of(
              new FamilyKernel(
                  filter, CapabilityProbe.ALL_THERE, Optional.of(flows), Optional.empty())),
          Objects.NODE,
          SyncSettings.of(ResolveOptions.DEFAULT, IptablesConfig.DEFAULT));

  /** Service s0, of UDP; s1, of TCP, is added by the first round. */
  private static Service dns() {
    return Service.builder("default", "s0")
        .clusterIps(List.of(IpAddress.parse("10.96.0.1")))
        .port(ServicePort.of("", Protocol.UDP, 53))
        .build();
  }

  private static EndpointSlice dns(int endpoints) {
    EndpointSlice slice = Objects.slice(IpFamily.IPV4, 0, endpoints);
    return new EndpointSlice(
        slice.name(),
        slice.labels(),
        slice.addressType(),
        List.of(new EndpointPort("", Protocol.UDP, 53)),
        slice.endpoints());
  }

  private static Flow flow(int client, String destination, String answering) {
    return new Flow(
        Protocol.UDP,
        new TransportAddress(IpAddress.parse("10.128.9.9"), client),
        new TransportAddress(IpAddress.parse(destination), 53),
        new TransportAddress(IpAddress.parse(answering), 53),
        0);
  }

  private FamilyReport sync(ClusterChange... changes) {
    List.of(changes).forEach(syncer::add);
    return syncer.sync().families().get(0);
  }

  private Set<String> answering() {
    return flows.flows().stream()
        .map(flow -> flow.answering().address().toString())
        .collect(Collectors.toSet());
  }

  @BeforeEach
  void twoServices() {
    List<Service> services = List.of(dns(), Objects.service(1));
    List<EndpointSlice> slices = List.of(dns(2), Objects.slice(IpFamily.IPV4, 1, 2));
    assertTrue(sync(Objects.replace(new Manifests(services, slices, List.of()))).isComplete());
    flows.add(flow(40000, "10.96.0.1", "10.128.0.2"));
  }

  @Test
  void aFlowToAnEndpointThatGoesIsForgottenAndShown() {
    FamilyReport done = sync(Objects.set(dns(1)));
    assertEquals(SyncScope.CHANGES, done.scope());
    assertEquals(
        List.of(
            "conntrack -D -f ipv4 -p udp --orig-dst 10.96.0.1 --orig-port-dst 53"
                + " --reply-src 10.128.0.2 --reply-port-src 53"),
        done.flows().forgotten().filters().stream().map(Object::toString).toList());
    assertEquals(1, done.flows().forgotten().count());
    assertEquals(Set.of(), answering());
  }

  @Test
  void flowsAreForgottenWhenTheRulesAreThere() {
    filter.duringApply(() -> assertEquals(1, flows.flows().size()));
    sync(Objects.set(dns(1)));
    assertEquals(0, flows.flows().size());
  }

  @Test
  void nobodyLooksAtFlowsThatNoChangeCanHaveMadeStale() {
    int looks = flows.looks();
    sync(Objects.set(Objects.slice(IpFamily.IPV4, 1, 1)));
    sync(Objects.remove(1));
    sync(Objects.set(dns(3)));
    assertEquals(looks, flows.looks(), "TCP, and one more endpoint");
    sync(Objects.remove(0));
    assertEquals(looks + 1, flows.looks());
    assertEquals(Set.of(), answering());
  }

  @Test
  void whatCannotBeForgottenNowIsForgottenInTheNextRoundWithoutReadingRules() {
    flows.setWorking(false);
    FamilyReport failed = sync(Objects.set(dns(1)));
    assertFalse(failed.isComplete());
    assertTrue(failed.flows().failure().orElseThrow().getMessage().contains("not now"));
    assertEquals(1, failed.plan().tables().size(), "the rules are there all the same");
    assertFalse(sync().isComplete());
    flows.setWorking(true);
    int reads = filter.reads();
    FamilyReport done = sync();
    assertTrue(done.isComplete());
    assertEquals(1, done.flows().forgotten().count());
    assertEquals(reads, filter.reads());
    assertEquals(SyncScope.NOTHING, sync().scope());
  }

  @Test
  void aServiceThatGoesWhileRulesCannotBeChangedLeavesNoFlow() {
    filter.setLocked(true);
    assertFalse(sync(Objects.remove(0)).isComplete());
    assertEquals(Set.of("10.128.0.2"), answering(), "the rules still lead there");
    filter.setLocked(false);
    assertTrue(sync().isComplete());
    assertEquals(Set.of(), answering());
  }

  @Test
  void verifyForgetsWhatBecameStaleBehindOurBack() {
    flows.add(flow(40001, "10.96.0.1", "10.9.9.9"));
    assertEquals(SyncScope.NOTHING, sync().scope());
    syncer.verify();
    assertEquals(Set.of("10.128.0.2"), answering());
  }
}
