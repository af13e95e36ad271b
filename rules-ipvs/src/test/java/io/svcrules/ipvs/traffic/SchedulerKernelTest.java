// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.ipvs.RealServer;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.compile.ServiceFacts;
import io.svcrules.ipvs.plan.IpvsChange;
import io.svcrules.ipvs.plan.ServerChange;
import io.svcrules.model.EndpointConditions;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpAddress;
import io.svcrules.model.Manifests;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.Protocol;
import io.svcrules.model.Service;
import io.svcrules.model.ServicePort;
import io.svcrules.model.SliceEndpoint;
import io.svcrules.model.random.LabServices;
import io.svcrules.testdata.traffic.Address;
import io.svcrules.testdata.traffic.Answers;
import io.svcrules.testdata.traffic.Attempt;
import io.svcrules.testdata.traffic.Client;
import io.svcrules.testdata.traffic.IpVersion;
import io.svcrules.testdata.traffic.LabAddresses;
import io.svcrules.testdata.traffic.Place;
import io.svcrules.testdata.traffic.ServiceAddresses;
import io.svcrules.testdata.traffic.Target;
import io.svcrules.testdata.traffic.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every scheduler that the kernel has spreads the connections of one client over four endpoints as
 * its definition says. Each has two services: one whose endpoints have equal weights, and one with
 * an endpoint of weight 3 beside three of weight 1.
 */
@Tag("guest")
@ExtendWith(SharedLab.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchedulerKernelTest {
  private static final int CONNECTIONS = 32;
  private static final int PATIENCE = 10_000;
  private static final int HEAVY = 3;

  /** Modules beside the schedulers: for protocols, not for choosing. */
  private static final List<String> OTHER_MODULES = List.of("ftp", "pe_sip");

  /**
   * The schedulers (net/netfilter/ipvs/ip_vs_*.c) of Debian's kernel, which lacks {@code twos}: how
   * each spreads connections that end at once over equal endpoints, and connections that stay over
   * endpoints of which one is heavier.
   */
  private enum Scheduler {
    RR(Spread.EQUALLY, Spread.EQUALLY),
    WRR(Spread.EQUALLY, Spread.BY_WEIGHT),
    LC(Spread.NEARLY_EQUALLY, Spread.EQUALLY),
    WLC(Spread.NEARLY_EQUALLY, Spread.BY_WEIGHT),
    /** By open connections alone, of which there are none when the next one comes. */
    SED(Spread.TO_ONE, Spread.BY_WEIGHT),
    /** As before, but first to whom has none. */
    NQ(Spread.TO_ONE, Spread.BY_WEIGHT),
    /** By the client's address and port, as the flag that goes with it wants. */
    MH(Spread.SOMEHOW, Spread.SOMEHOW),
    /** By the client's address. */
    SH(Spread.TO_ONE, Spread.TO_ONE),
    /** By the address of the service. */
    DH(Spread.TO_ONE, Spread.TO_ONE),
    /** By the address of the service, unless that endpoint has too many while another has none. */
    LBLC(Spread.TO_ONE, Spread.SOMEHOW),
    LBLCR(Spread.TO_ONE, Spread.SOMEHOW),
    /** The one of the highest weight. */
    FO(Spread.TO_ONE, Spread.TO_HEAVIEST),
    /** As before, until it has more connections than its weight. */
    OVF(Spread.TO_ONE, Spread.OVERFLOWING);

    private final Spread ofBrief;
    private final Spread ofLasting;

    Scheduler(Spread ofBrief, Spread ofLasting) {
      this.ofBrief = ofBrief;
      this.ofLasting = ofLasting;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How connections are spread. */
  private enum Spread {
    /** As many to each. */
    EQUALLY,
    /** To where the fewest are, give or take one that is just ending. */
    NEARLY_EQUALLY,
    /** By chance: some here, some there. */
    SOMEHOW,
    /** All to one. */
    TO_ONE,
    /** To the heavy one as many as to the others together. */
    BY_WEIGHT,
    /** All to the heavy one. */
    TO_HEAVIEST,
    /** One more than its weight to each. */
    OVERFLOWING;

    /** How many connections are enough to see it, and so many that each endpoint has its share. */
    int connections() {
      return switch (this) {
        case EQUALLY, NEARLY_EQUALLY, TO_ONE, BY_WEIGHT, TO_HEAVIEST -> 12;
        case OVERFLOWING -> 10;
        // That all go to the heavy one has a probability of 1 in 10^12.
        case SOMEHOW -> 40;
      };
    }

    /**
     * Checks counts.
     *
     * @param heavy of the heavy endpoint, if there is one
     * @param others of all others that were asked, in order
     */
    void check(int heavy, List<Integer> others, String what) {
      int total = others.stream().mapToInt(Integer::intValue).sum();
      switch (this) {
        case EQUALLY -> assertEquals(List.of(heavy, heavy, heavy), others, what);
        case NEARLY_EQUALLY -> {
          assertEquals(3, others.size(), what);
          int most = Math.max(heavy, others.get(2));
          assertTrue(most - Math.min(heavy, others.get(0)) <= 6, what);
        }
        case SOMEHOW -> assertTrue(others.size() + (heavy > 0 ? 1 : 0) >= 2, what);
        case TO_ONE -> assertEquals(1, others.size() + (heavy > 0 ? 1 : 0), what);
        case BY_WEIGHT -> {
          assertEquals(total, heavy, what);
          assertEquals(List.of(heavy / 3, heavy / 3, heavy / 3), others, what);
        }
        case TO_HEAVIEST -> assertEquals(0, total, what);
        case OVERFLOWING -> {
          assertEquals(HEAVY + 1, heavy, what);
          assertEquals(List.of(2, 2, 2), others, what);
        }
      }
    }
  }

  private final Map<Scheduler, ServiceAddresses> equal = new HashMap<>();
  private final Map<Scheduler, ServiceAddresses> weighted = new HashMap<>();
  private SharedLab.Lab lab;
  private IpvsLabNode node;

  @BeforeAll
  void load(SharedLab.Lab shared) {
    lab = shared;
    node = new IpvsLabNode(lab.traffic(), IptablesVariant.NFT);
    int generation = lab.newGeneration();
    List<Service> services = new ArrayList<>();
    List<EndpointSlice> slices = new ArrayList<>();
    Map<NamespacedName, ServiceFacts> facts = new HashMap<>();
    for (Map<Scheduler, ServiceAddresses> kind : List.of(equal, weighted)) {
      for (Scheduler scheduler : Scheduler.values()) {
        ServiceAddresses addresses = new ServiceAddresses(generation, services.size());
        kind.put(scheduler, addresses);
        Service service = service(addresses);
        services.add(service);
        facts.put(service.name(), annotated(scheduler, services.size()));
        for (IpVersion version : IpVersion.values()) {
          slices.add(LabServices.slice(addresses, version, endpoints(version)));
        }
      }
    }
    node.load(new Manifests(services, slices, List.of()), facts);
    for (IpVersion version : IpVersion.values()) {
      node.kernel().apply(LabServices.family(version), weights(version));
    }
  }

  private static Service service(ServiceAddresses addresses) {
    List<IpAddress> ips =
        Stream.of(IpVersion.values()).map(addresses::clusterIp).map(IpAddress::parse).toList();
    return Service.builder("lab", "service-" + addresses.index())
        .clusterIps(ips)
        .port(ServicePort.of("tcp", Protocol.TCP, ServiceAddresses.PORT))
        .build();
  }

  /** Half of the services ask in the words of kube-router. */
  private static ServiceFacts annotated(Scheduler scheduler, int number) {
    String key =
        number % 2 == 0 ? "svcrules.io/ipvs-scheduler" : "kube-router.io/service.scheduler";
    return new ServiceFacts(Optional.empty(), Map.of(key, scheduler.word()));
  }

  private static List<SliceEndpoint> endpoints(IpVersion version) {
    return Stream.concat(
            LabAddresses.localEndpoints(version).stream(),
            LabAddresses.remoteEndpoints(version).stream())
        .map(ip -> SliceEndpoint.of(IpAddress.parse(ip), EndpointConditions.READY, "node-2"))
        .toList();
  }

  /** What an operator would change. */
  private List<IpvsChange> weights(IpVersion version) {
    var servers = node.kernel().read(LabServices.family(version)).state().servers();
    List<IpvsChange> changes = new ArrayList<>();
    for (ServiceAddresses addresses : weighted.values()) {
      VirtualServerKey key =
          new VirtualServerKey.Address(
              Protocol.TCP, IpAddress.parse(addresses.clusterIp(version)), ServiceAddresses.PORT);
      for (RealServer real : servers.get(key).realServers().values()) {
        if (real.key().address().equals(heavy(version))) {
          changes.add(
              new ServerChange.EditRealServer(
                  key, new RealServer(real.key(), real.method(), HEAVY, 0, 0)));
        }
      }
    }
    return changes;
  }

  private static IpAddress heavy(IpVersion version) {
    return IpAddress.parse(LabAddresses.localEndpoints(version).get(0));
  }

  @AfterAll
  void unload() {
    node.close();
  }

  @ParameterizedTest
  @EnumSource
  void connectionsThatEndAreSpread(Scheduler scheduler) {
    for (IpVersion version : IpVersion.values()) {
      Attempt attempt =
          Attempt.of(
              lab.traffic().newOrder(),
              Transport.TCP,
              target(equal.get(scheduler), version),
              CONNECTIONS,
              PATIENCE);
      Map<IpAddress, Integer> counts = new TreeMap<>();
      count(lab.traffic().ask(Place.POD, attempt), counts);
      check(scheduler.ofBrief, version, counts, CONNECTIONS);
    }
  }

  @ParameterizedTest
  @EnumSource
  void connectionsThatStayAreSpreadByWeight(Scheduler scheduler) {
    for (IpVersion version : IpVersion.values()) {
      Target target = target(weighted.get(scheduler), version);
      Map<IpAddress, Integer> counts = new TreeMap<>();
      int connections = scheduler.ofLasting.connections();
      for (int i = 0; i < connections; i++) {
        Attempt attempt =
            Attempt.of(lab.traffic().newOrder(), Transport.TCP_KEPT, target, 1, PATIENCE);
        count(lab.traffic().ask(Place.POD, attempt), counts);
      }
      check(scheduler.ofLasting, version, counts, connections);
    }
  }

  private static Target target(ServiceAddresses addresses, IpVersion version) {
    return addresses.target(version, Client.POD, Address.CLUSTER_IP);
  }

  private static void count(Answers answers, Map<IpAddress, Integer> counts) {
    answers
        .byEndpoint()
        .forEach((who, count) -> counts.merge(IpAddress.parse(who), count, Integer::sum));
  }

  private static void check(
      Spread spread, IpVersion version, Map<IpAddress, Integer> counts, int connections) {
    String what = version + ": " + counts;
    assertEquals(connections, counts.values().stream().mapToInt(Integer::intValue).sum(), what);
    Map<IpAddress, Integer> others = new TreeMap<>(counts);
    others.remove(heavy(version));
    spread.check(
        counts.getOrDefault(heavy(version), 0), others.values().stream().sorted().toList(), what);
  }

  @Test
  void everySchedulerOfTheKernelIsTriedAndKnown() throws IOException {
    Set<String> tried = new TreeSet<>();
    Stream.of(Scheduler.values()).map(Scheduler::word).forEach(tried::add);
    assertEquals(tried, schedulersOfTheKernel());
    tried.forEach(name -> assertTrue(IpvsConfig.isScheduler(name), name));
  }

  /** By the names of modules, whether loaded or not. */
  private static Set<String> schedulersOfTheKernel() throws IOException {
    String release = Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip();
    Path folder = Path.of("/lib/modules").resolve(release).resolve("kernel/net/netfilter/ipvs");
    Pattern module = Pattern.compile("ip_vs_(\\w+)\\.ko.*");
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> module.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .forEach(matcher -> names.add(matcher.group(1)));
    }
    names.removeAll(OTHER_MODULES);
    return names;
  }
}
