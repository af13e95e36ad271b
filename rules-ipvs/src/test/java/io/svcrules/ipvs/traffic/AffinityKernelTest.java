// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.ipvs.IpvsTimeouts;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.VirtualServerSettings;
import io.svcrules.ipvs.plan.ServerChange;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.Protocol;
import io.svcrules.model.random.LabServices;
import io.svcrules.testdata.traffic.Address;
import io.svcrules.testdata.traffic.Answers;
import io.svcrules.testdata.traffic.Attempt;
import io.svcrules.testdata.traffic.Client;
import io.svcrules.testdata.traffic.IpVersion;
import io.svcrules.testdata.traffic.LabAddresses;
import io.svcrules.testdata.traffic.NodeOptions;
import io.svcrules.testdata.traffic.Place;
import io.svcrules.testdata.traffic.Policy;
import io.svcrules.testdata.traffic.ServiceAddresses;
import io.svcrules.testdata.traffic.ServiceShape;
import io.svcrules.testdata.traffic.Target;
import io.svcrules.testdata.traffic.Transport;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * With affinity each client keeps its endpoint while it asks often enough. Clients ask one after
 * the other, so that those who have no endpoint yet get the next one in turn.
 */
@Tag("guest")
@ExtendWith(SharedLab.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AffinityKernelTest {
  private static final int TIME_OUT = 6;
  private static final ServiceShape SHAPE =
      ServiceShape.of(Policy.CLUSTER, Policy.CLUSTER).withAffinity(TIME_OUT);

  /** As many as there are endpoints. */
  private static final int CLIENTS = 4;

  private static final int PATIENCE = 10_000;

  /**
   * As long as the kernel knows a flow of a client, it remembers the client's endpoint
   * (net/netfilter/ipvs/ip_vs_conn.c ip_vs_conn_expire): flows of UDP are to end first.
   */
  private static final IpvsTimeouts BRIEF_FLOWS = new IpvsTimeouts(0, 0, 1);

  private SharedLab.Lab lab;
  private IpvsLabNode node;
  private ServiceAddresses service;
  private Manifests objects;

  @BeforeAll
  void load(SharedLab.Lab shared) {
    lab = shared;
    node = new IpvsLabNode(lab.traffic(), IptablesVariant.NFT);
    Map<ServiceShape, ServiceAddresses> services = lab.newServices(List.of(SHAPE));
    service = services.get(SHAPE);
    objects = LabServices.objects(services);
    apply();
  }

  private void apply() {
    node.load(NodeOptions.DEFAULT, config -> config.timeouts(BRIEF_FLOWS), objects);
  }

  @AfterAll
  void unload() {
    node.close();
  }

  @Test
  void aClientKeepsItsEndpointUntilItStaysAwayForTooLong() throws InterruptedException {
    Map<IpVersion, List<String>> atFirst = askAll();
    for (IpVersion version : IpVersion.values()) {
      assertEquals(CLIENTS, Set.copyOf(atFirst.get(version)).size(), "each gets the next one");
    }
    // Together longer than the time-out: each question begins it anew.
    for (int round = 0; round < 2; round++) {
      Thread.sleep(TIME_OUT * 1000 / 2);
      assertEquals(atFirst, askAll(), "who asks in time is not moved");
    }
    Thread.sleep(TIME_OUT * 1000 + 1500);
    for (IpVersion version : IpVersion.values()) {
      // Another client takes the turn, so that nobody gets what it had by going round.
      ask(Transport.UDP, version, CLIENTS + 1);
      for (int client = 1; client <= CLIENTS; client++) {
        String late = ask(Transport.UDP, version, client);
        assertNotEquals(atFirst.get(version).get(client - 1), late, version + " " + client);
      }
    }
  }

  private Map<IpVersion, List<String>> askAll() {
    Map<IpVersion, List<String>> all = new EnumMap<>(IpVersion.class);
    for (IpVersion version : IpVersion.values()) {
      List<String> endpoints = new ArrayList<>();
      for (int client = 1; client <= CLIENTS; client++) {
        endpoints.add(ask(Transport.UDP, version, client));
      }
      all.put(version, endpoints);
    }
    return all;
  }

  @ParameterizedTest
  @EnumSource
  void connectionsOfAClientGoToOneEndpoint(IpVersion version) {
    Set<String> endpoints = new TreeSet<>();
    for (int client = 11; client <= 10 + CLIENTS; client++) {
      endpoints.add(ask(Transport.TCP, version, client));
    }
    assertEquals(CLIENTS, endpoints.size(), endpoints::toString);
  }

  @ParameterizedTest
  @EnumSource
  void clientsOfOneNetworkShareAnEndpointIfTheMaskSaysSo(IpVersion version) {
    IpFamily family = LabServices.family(version);
    int mask = version == IpVersion.IPV4 ? 24 : 64;
    VirtualServer server = server(version);
    VirtualServerSettings old = server.settings();
    VirtualServerSettings masked =
        new VirtualServerSettings(
            old.scheduler(), old.flags(), old.persistenceSeconds(), mask, old.persistenceEngine());
    node.kernel().apply(family, List.of(new ServerChange.EditVirtualServer(server.key(), masked)));
    assertEquals(masked, server(version).settings());
    Set<String> endpoints = new TreeSet<>();
    for (int client = 21; client <= 20 + CLIENTS; client++) {
      endpoints.add(ask(Transport.TCP, version, client));
    }
    assertEquals(1, endpoints.size(), endpoints::toString);

    apply();
    assertEquals(old, server(version).settings(), "a mask of somebody else is taken back");
  }

  private VirtualServer server(IpVersion version) {
    VirtualServerKey key =
        new VirtualServerKey.Address(
            Protocol.TCP, IpAddress.parse(service.externalIp(version)), ServiceAddresses.PORT);
    return node.kernel().read(LabServices.family(version)).state().servers().get(key);
  }

  /** The endpoint that answers a client, twice. */
  private String ask(Transport transport, IpVersion version, int client) {
    Target target = service.target(version, Client.OUTSIDE, Address.EXTERNAL_IP);
    Attempt attempt =
        Attempt.of(lab.traffic().newOrder(), transport, target, 2, PATIENCE)
            .from(LabAddresses.crowdAddress(version, client));
    Answers answers = lab.traffic().ask(Place.OUTSIDE, attempt);
    assertEquals(1, answers.who().size(), () -> "one client, one endpoint: " + answers);
    return answers.who().iterator().next();
  }
}
