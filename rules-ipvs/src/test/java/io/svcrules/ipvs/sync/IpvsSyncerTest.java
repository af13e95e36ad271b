// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.sync.SyncScope;
import io.svcrules.ipvs.IpSet;
import io.svcrules.ipvs.RealServer;
import io.svcrules.ipvs.RealServerId;
import io.svcrules.ipvs.RealServerKey;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.capability.IpvsCapability;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.kernel.FakeIpvsTable;
import io.svcrules.ipvs.kernel.IpvsLacking;
import io.svcrules.ipvs.plan.IpvsChange;
import io.svcrules.ipvs.plan.IpvsPlan;
import io.svcrules.model.AddressType;
import io.svcrules.model.Cidr;
import io.svcrules.model.EndpointConditions;
import io.svcrules.model.EndpointPort;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.LoadBalancerIngress;
import io.svcrules.model.Manifests;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.Node;
import io.svcrules.model.Protocol;
import io.svcrules.model.Service;
import io.svcrules.model.ServiceBuilder;
import io.svcrules.model.ServicePort;
import io.svcrules.model.ServiceType;
import io.svcrules.model.SliceEndpoint;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.sync.ClusterChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IpvsSyncerTest {
  private static final IpAddress SHARED = IpAddress.parse("198.51.100.1");
  private static final int DRAIN_SECONDS = 100;

  private final FakeIpvsTable kernel = new FakeIpvsTable();
  private final FlakyTable table = new FlakyTable(kernel);
  private final IpvsSyncer syncer =
      new IpvsSyncer(
          table,
          List.of(IpFamily.IPV4),
          Node.named("node-1"),
          IpvsSyncSettings.of(
              ResolveOptions.DEFAULT, IpvsConfig.builder().drainSeconds(DRAIN_SECONDS).build()));

  private static ServiceBuilder service(int number, Protocol protocol) {
    return Service.builder("default", "s" + number)
        .clusterIps(List.of(address(96, number, 0)))
        .port(ServicePort.of("", protocol, 80));
  }

  private static EndpointSlice slice(int number, Protocol protocol, int endpoints) {
    return new EndpointSlice(
        new NamespacedName("default", "s" + number),
        Map.of(EndpointSlice.SERVICE_NAME_LABEL, "s" + number),
        AddressType.IPV4,
        List.of(new EndpointPort("", protocol, 8080)),
        IntStream.range(0, endpoints)
            .mapToObj(
                i -> SliceEndpoint.of(address(128, number, i), EndpointConditions.READY, "node-2"))
            .toList());
  }

  private static IpAddress address(int net, int number, int i) {
    return IpAddress.ofIpv4((10 << 24) + ((net + i) << 16) + number + 1);
  }

  private static RealServerId realServer(Protocol protocol, int number, int i) {
    return new RealServerId(
        new VirtualServerKey.Address(protocol, address(96, number, 0), 80),
        new RealServerKey(address(128, number, i), 8080));
  }

  private void replace(int services, Protocol protocol, int endpoints) {
    List<Service> all = new ArrayList<>();
    List<EndpointSlice> slices = new ArrayList<>();
    for (int i = 0; i < services; i++) {
      all.add(service(i, protocol).build());
      slices.add(slice(i, protocol, endpoints));
    }
    syncer.add(new ClusterChange.Replace(new Manifests(all, slices, List.of())));
    complete(syncer.sync());
  }

  private void set(EndpointSlice slice) {
    syncer.add(new ClusterChange.SetSlice(slice));
  }

  private static IpvsFamilyReport complete(IpvsSyncReport report) {
    assertTrue(report.isComplete(), report::toString);
    return report.families().get(0);
  }

  private static List<String> commands(IpvsPlan plan) {
    return plan.changes().stream().map(IpvsChange::command).toList();
  }

  private Optional<RealServer> inKernel(RealServerId id) {
    return Optional.ofNullable(kernel.read(IpFamily.IPV4).state().servers().get(id.server()))
        .map(server -> server.realServers().get(id.realServer()));
  }

  @Test
  void nothingIsDoneBeforeAllObjectsWereGiven() {
    syncer.add(new ClusterChange.SetService(service(0, Protocol.TCP).build()));
    assertEquals(SyncScope.NOTHING, complete(syncer.sync()).scope());
    assertEquals(SyncScope.NOTHING, complete(syncer.verify()).scope());
    assertEquals(0, table.reads() + table.changes());
  }

  @Test
  void oneMoreEndpointIsOneChangeAndNoLookAtTheKernelInAClusterOfAnySize() {
    for (int services : List.of(1, 500)) {
      replace(services, Protocol.TCP, 2);
      int reads = table.reads();
      int looks = table.looks();
      set(slice(0, Protocol.TCP, 3));
      IpvsFamilyReport report = complete(syncer.sync());
      assertEquals(SyncScope.CHANGES, report.scope());
      assertEquals(
          List.of("ipvsadm -a -t 10.96.0.1:80 -r 10.130.0.1:8080 -m -w 1"),
          commands(report.plan()));
      assertEquals(reads, table.reads());
      assertEquals(looks, table.looks());
    }
  }

  @Test
  void oneEndpointLessLooksAtItsOwnVirtualServerOnly() {
    replace(50, Protocol.TCP, 2);
    int reads = table.reads();
    int looks = table.looks();
    set(slice(7, Protocol.TCP, 1));
    assertEquals(
        List.of("ipvsadm -d -t 10.96.0.8:80 -r 10.129.0.8:8080"),
        commands(complete(syncer.sync()).plan()));
    assertEquals(reads, table.reads());
    assertEquals(looks + 1, table.looks());
  }

  @Test
  void manyChangesOfOneObjectAreOneChange() {
    replace(3, Protocol.TCP, 2);
    for (int endpoints : List.of(1, 5, 0, 2, 3)) {
      set(slice(1, Protocol.TCP, endpoints));
    }
    assertEquals(1, complete(syncer.sync()).plan().changes().size());
  }

  @Test
  void aRealServerWithConnectionsStaysUntilTheyAreGone() {
    replace(2, Protocol.TCP, 2);
    RealServerId removed = realServer(Protocol.TCP, 1, 1);
    kernel.setConnections(removed, 3);
    set(slice(1, Protocol.TCP, 1));
    IpvsSyncReport report = syncer.sync();
    complete(report);
    assertTrue(inKernel(removed).orElseThrow().isDraining());
    assertEquals(Optional.of(Duration.ofSeconds(30)), report.nextLook());
    kernel.advance(30);
    assertEquals(List.of(), complete(syncer.tick()).plan().changes());
    kernel.setConnections(removed, 0);
    report = syncer.tick();
    complete(report);
    assertEquals(Optional.empty(), inKernel(removed));
    assertEquals(Optional.empty(), report.nextLook());
  }

  @Test
  void aRealServerWithConnectionsGoesWhenItsTimeIsUp() {
    replace(2, Protocol.TCP, 2);
    RealServerId removed = realServer(Protocol.TCP, 1, 1);
    kernel.setConnections(removed, 3);
    syncer.add(new ClusterChange.RemoveService(new NamespacedName("default", "s1")));
    complete(syncer.sync());
    kernel.advance(DRAIN_SECONDS - 1);
    IpvsSyncReport report = syncer.tick();
    complete(report);
    assertTrue(inKernel(removed).isPresent());
    assertEquals(Optional.of(Duration.ofSeconds(1)), report.nextLook());
    kernel.advance(1);
    complete(syncer.tick());
    assertFalse(
        kernel.read(IpFamily.IPV4).state().servers().containsKey(removed.server()),
        "the virtual server has nothing to stay for");
    assertEquals(1, kernel.read(IpFamily.IPV4).state().addresses().size());
  }

  @Test
  void aRealServerThatComesBackGetsItsWeightBack() {
    replace(1, Protocol.TCP, 2);
    RealServerId removed = realServer(Protocol.TCP, 0, 1);
    kernel.setConnections(removed, 3);
    set(slice(0, Protocol.TCP, 1));
    complete(syncer.sync());
    set(slice(0, Protocol.TCP, 2));
    IpvsSyncReport report = syncer.sync();
    complete(report);
    assertEquals(Optional.of(RealServer.of(removed.realServer())), inKernel(removed));
    assertEquals(Optional.empty(), report.nextLook());
  }

  @Test
  void whatLingersIsServedAgainAsItShould() {
    replace(2, Protocol.TCP, 1);
    kernel.setConnections(realServer(Protocol.TCP, 1, 0), 1);
    syncer.add(new ClusterChange.RemoveService(new NamespacedName("default", "s1")));
    complete(syncer.sync());
    syncer.add(
        new ClusterChange.SetService(
            service(1, Protocol.TCP).clientIpAffinity(Duration.ofSeconds(7)).build()));
    complete(syncer.sync());
    assertEquals(SyncScope.NOTHING, complete(syncer.check()).scope(), "all is as it should be");
    assertEquals(
        7,
        kernel
            .read(IpFamily.IPV4)
            .state()
            .servers()
            .get(realServer(Protocol.TCP, 1, 0).server())
            .settings()
            .persistenceSeconds());
  }

  @Test
  void aRealServerOfUdpGoesAtOnceWithItsFlows() {
    replace(1, Protocol.UDP, 2);
    kernel.setConnections(realServer(Protocol.UDP, 0, 1), 3);
    int flows = kernel.deletedFlows(IpFamily.IPV4).size();
    set(slice(0, Protocol.UDP, 1));
    complete(syncer.sync());
    assertEquals(Optional.empty(), inKernel(realServer(Protocol.UDP, 0, 1)));
    assertEquals(flows + 1, kernel.deletedFlows(IpFamily.IPV4).size());
  }

  @Test
  void anAddressStaysForTheServicePortThatStillNeedsIt() {
    replace(3, Protocol.TCP, 1);
    for (int i = 0; i < 2; i++) {
      syncer.add(
          new ClusterChange.SetService(
              Service.builder("default", "s" + i)
                  .clusterIps(List.of(address(96, i, 0)))
                  .externalIps(List.of(SHARED))
                  .port(ServicePort.of("", Protocol.TCP, 80 + i))
                  .build()));
    }
    complete(syncer.sync());
    assertEquals(4, kernel.read(IpFamily.IPV4).state().addresses().size());
    for (int left = 3; left >= 1; left -= 2) {
      syncer.add(
          new ClusterChange.RemoveService(new NamespacedName("default", left == 3 ? "s0" : "s1")));
      complete(syncer.sync());
      assertEquals(left, kernel.read(IpFamily.IPV4).state().addresses().size());
    }
  }

  @Test
  void aRefusedServicePortIsLeftOutAndNamedUntilItChanges() {
    replace(3, Protocol.TCP, 1);
    table.refuse(change -> change.command().contains("10.130.0.2:8080"));
    set(slice(1, Protocol.TCP, 3));
    set(slice(2, Protocol.TCP, 3));
    IpvsFamilyReport report = complete(syncer.sync());
    assertEquals(1, report.leftOut().size());
    assertEquals("s1", report.leftOut().get(0).name().service().name());
    assertTrue(inKernel(realServer(Protocol.TCP, 2, 2)).isPresent());
    int changes = table.changes();
    assertEquals(1, complete(syncer.sync()).leftOut().size());
    assertEquals(changes, table.changes());
    set(slice(1, Protocol.TCP, 2));
    assertEquals(List.of(), complete(syncer.sync()).leftOut());
    assertTrue(inKernel(realServer(Protocol.TCP, 1, 1)).isPresent());
  }

  /** A service that asks for a scheduler. */
  private static Service wishing(int number, String scheduler) {
    return service(number, Protocol.TCP)
        .annotations(Map.of("svcrules.io/ipvs-scheduler", scheduler))
        .build();
  }

  private String schedulerOf(int number) {
    return kernel
        .read(IpFamily.IPV4)
        .state()
        .servers()
        .get(realServer(Protocol.TCP, number, 0).server())
        .settings()
        .scheduler();
  }

  /** A cluster of which one service asks for what the kernel does not have. */
  private void replaceWithOneThatLacks(int services) {
    table.lackScheduler("mh");
    replace(services, Protocol.TCP, 2);
    syncer.add(new ClusterChange.SetService(wishing(1, "mh")));
    assertEquals(SyncScope.EVERYTHING, complete(syncer.sync()).scope());
  }

  @Test
  void whereASchedulerIsLackingAChangeCostsNoMoreThanElsewhere() {
    replaceWithOneThatLacks(50);
    assertEquals("rr", schedulerOf(1));
    int reads = table.reads();
    int probes = table.probes();
    set(slice(0, Protocol.TCP, 3));
    set(slice(1, Protocol.TCP, 3));
    IpvsFamilyReport report = complete(syncer.sync());
    assertEquals(SyncScope.CHANGES, report.scope());
    assertEquals(2, report.plan().changes().size());
    assertEquals(SyncScope.NOTHING, complete(syncer.sync()).scope());
    syncer.add(new ClusterChange.SetService(wishing(2, "mh")));
    syncer.add(new ClusterChange.SetService(wishing(60, "mh")));
    report = complete(syncer.sync());
    assertEquals(SyncScope.CHANGES, report.scope(), "what is lacking once is known to be");
    assertEquals("rr", schedulerOf(60));
    assertEquals(List.of(), report.leftOut());
    assertEquals(Set.of(IpvsCapability.scheduler("mh")), report.lacking().servers());
    assertEquals(reads, table.reads());
    assertEquals(probes, table.probes());
  }

  @Test
  void whatIsLackingIsAskedForMoreAndMoreSeldom() {
    replaceWithOneThatLacks(3);
    int probes = table.probes();
    int reads = table.reads();
    for (int i = 0; i < 100; i++) {
      assertEquals(SyncScope.NOTHING, complete(syncer.check()).scope());
    }
    assertEquals(reads, table.reads());
    int asked = table.probes() - probes;
    assertTrue(asked >= 5 && asked <= 12, () -> asked + " times in 100 checks");
  }

  @Test
  void whatTheKernelHasLearnedIsUsedSoon() {
    replaceWithOneThatLacks(3);
    complete(syncer.check());
    table.mend();
    SyncScope scope = SyncScope.NOTHING;
    for (int i = 0; i < 4 && scope == SyncScope.NOTHING; i++) {
      scope = complete(syncer.check()).scope();
    }
    assertEquals(SyncScope.EVERYTHING, scope);
    assertEquals("mh", schedulerOf(1));
    assertEquals(IpvsLacking.NOTHING, complete(syncer.sync()).lacking());
  }

  @Test
  void whatSetsOfOthersHoldUpIsNotReadForEachChange() {
    kernel.putOtherSet(IpFamily.IPV4, "KUBE-CLUSTER-IP", "list:set");
    replace(3, Protocol.TCP, 1);
    int reads = table.reads();
    set(slice(0, Protocol.TCP, 2));
    assertTrue(complete(syncer.sync()).plan().isHeldUp());
    assertEquals(reads, table.reads());
    kernel.removeOtherSet(IpFamily.IPV4);
    assertEquals(SyncScope.EVERYTHING, complete(syncer.check()).scope());
    assertTrue(inKernel(realServer(Protocol.TCP, 0, 1)).isPresent());
  }

  @Test
  void afterAFailureEverythingIsReadOnce() {
    replace(3, Protocol.TCP, 1);
    table.setReadable(false);
    table.breakOffAfter(0);
    set(slice(0, Protocol.TCP, 2));
    assertTrue(syncer.sync().families().get(0).failure().isPresent());
    table.mend();
    assertEquals(SyncScope.EVERYTHING, complete(syncer.sync()).scope());
    assertEquals(SyncScope.NOTHING, complete(syncer.sync()).scope());
    assertTrue(inKernel(realServer(Protocol.TCP, 0, 1)).isPresent());
  }

  @Test
  void aSetThatGetsTooSmallIsReplaced() {
    replace(2, Protocol.TCP, 1);
    syncer.add(new ClusterChange.SetService(guarded(0, 65_000)));
    assertEquals(SyncScope.CHANGES, complete(syncer.sync()).scope());
    syncer.add(new ClusterChange.SetService(guarded(1, 1_000)));
    assertEquals(SyncScope.EVERYTHING, complete(syncer.sync()).scope());
    IpSet set = kernel.read(IpFamily.IPV4).state().sets().get("KUBE-LOAD-BALANCER-SOURCE-CIDR");
    assertEquals(66_000, set.entries().size());
    assertEquals(131_072, set.definition().maxElements());
  }

  /** A service that admits so many networks. */
  private static Service guarded(int number, int networks) {
    return service(number, Protocol.TCP)
        .type(ServiceType.LOAD_BALANCER)
        .loadBalancerIngress(List.of(new LoadBalancerIngress(address(64, number, 0), false)))
        .loadBalancerSourceRanges(
            IntStream.range(0, networks)
                .mapToObj(i -> new Cidr(IpAddress.ofIpv4((20 << 24) + (i << 4)), 28))
                .toList())
        .build();
  }

  @Test
  void aFamilyIsGivenOnce() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new IpvsSyncer(
                table,
                List.of(IpFamily.IPV4, IpFamily.IPV4),
                Node.named("node-1"),
                IpvsSyncSettings.of(ResolveOptions.DEFAULT, IpvsConfig.builder().build())));
  }
}
