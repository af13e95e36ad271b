// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.model.lab.LabServices;
import io.svcrules.testdata.traffic.Address;
import io.svcrules.testdata.traffic.Answers;
import io.svcrules.testdata.traffic.Attempt;
import io.svcrules.testdata.traffic.Client;
import io.svcrules.testdata.traffic.IpVersion;
import io.svcrules.testdata.traffic.NodeOptions;
import io.svcrules.testdata.traffic.Place;
import io.svcrules.testdata.traffic.Policy;
import io.svcrules.testdata.traffic.ServiceAddresses;
import io.svcrules.testdata.traffic.ServiceShape;
import io.svcrules.testdata.traffic.Target;
import io.svcrules.testdata.traffic.Transport;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Schedulers spread the connections of one client over four equal endpoints as they are to. */
@Tag("guest")
@ExtendWith(SharedLab.class)
class SchedulerKernelTest {
  private static final ServiceShape SHAPE = ServiceShape.of(Policy.CLUSTER, Policy.CLUSTER);
  private static final int CONNECTIONS = 32;
  private static final int PATIENCE = 10_000;

  /** How connections are spread. */
  private enum Spread {
    /** Each in turn. */
    EQUALLY,
    /** To where the fewest are, give or take one that is just ending. */
    NEARLY_EQUALLY,
    /** By chance: some here, some there. */
    SOMEHOW,
    /** All to one. */
    TO_ONE
  }

  /** The schedulers of the kernel (net/netfilter/ipvs/ip_vs_*.c). */
  private enum Scheduler {
    RR(Spread.EQUALLY),
    WRR(Spread.EQUALLY),
    LC(Spread.NEARLY_EQUALLY),
    WLC(Spread.NEARLY_EQUALLY),
    SED(Spread.SOMEHOW),
    NQ(Spread.SOMEHOW),
    TWOS(Spread.SOMEHOW),
    /** By the client's address and port, as the flag that goes with it wants. */
    MH(Spread.SOMEHOW),
    /** By the client's address. */
    SH(Spread.TO_ONE),
    /** By the address of the service. */
    DH(Spread.TO_ONE),
    LBLC(Spread.TO_ONE),
    LBLCR(Spread.TO_ONE),
    /** The one of the highest weight. */
    FO(Spread.TO_ONE);

    private final Spread spread;

    Scheduler(Spread spread) {
      this.spread = spread;
    }
  }

  @ParameterizedTest
  @EnumSource
  void connectionsAreSpread(Scheduler scheduler, SharedLab.Lab lab) {
    Map<ServiceShape, ServiceAddresses> services = lab.newServices(List.of(SHAPE));
    String name = scheduler.name().toLowerCase(Locale.ROOT);
    try (IpvsLabNode node = new IpvsLabNode(lab.traffic(), IptablesVariant.NFT)) {
      node.load(
          NodeOptions.DEFAULT, config -> config.scheduler(name), LabServices.objects(services));
      for (IpVersion version : IpVersion.values()) {
        Target target = services.get(SHAPE).target(version, Client.POD, Address.CLUSTER_IP);
        Attempt attempt =
            Attempt.of(lab.traffic().newOrder(), Transport.TCP, target, CONNECTIONS, PATIENCE);
        check(scheduler.spread, version, lab.traffic().ask(Place.POD, attempt));
      }
    }
  }

  private static void check(Spread spread, IpVersion version, Answers answers) {
    String what = version + ": " + answers.byEndpoint();
    Collection<Integer> counts = answers.byEndpoint().values();
    assertEquals(CONNECTIONS, answers.total(), what);
    switch (spread) {
      case EQUALLY -> {
        assertEquals(4, counts.size(), what);
        assertEquals(Collections.min(counts), Collections.max(counts), what);
      }
      case NEARLY_EQUALLY -> {
        assertEquals(4, counts.size(), what);
        assertTrue(Collections.max(counts) - Collections.min(counts) <= 6, what);
      }
      case SOMEHOW -> assertTrue(counts.size() >= 2, what);
      case TO_ONE -> assertEquals(1, counts.size(), what);
    }
  }
}
