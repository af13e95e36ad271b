// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.model.random.LabServices;
import io.svcrules.testdata.traffic.Address;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A virtual server of somebody else serves its clients before, beside and after ours. */
@Tag("guest")
@ExtendWith(SharedLab.class)
class ForeignServerKernelTest {
  private static final ServiceShape SHAPE = ServiceShape.of(Policy.CLUSTER, Policy.CLUSTER);

  /** No port of the lab's services. */
  private static final int PORT = 4443;

  private static final int QUESTIONS = 4;
  private static final int PATIENCE = 10_000;

  @ParameterizedTest
  @EnumSource
  void itsClientsNoticeNothing(IptablesVariant variant, SharedLab.Lab lab) {
    Map<ServiceShape, ServiceAddresses> services = lab.newServices(List.of(SHAPE));
    List<String> others = new ArrayList<>();
    for (IpVersion version : IpVersion.values()) {
      others.addAll(create(lab, version));
    }
    try {
      assertServed(lab);
      try (IpvsLabNode node = new IpvsLabNode(lab.traffic(), variant)) {
        node.load(NodeOptions.DEFAULT, LabServices.objects(services));
        Target ours =
            services.get(SHAPE).target(IpVersion.IPV4, Client.OUTSIDE, Address.EXTERNAL_IP);
        assertEquals(4, ask(lab, ours).size());
        assertServed(lab);
        assertThereAs(others, lab);
      }
      assertServed(lab);
      assertThereAs(others, lab);
    } finally {
      for (IpVersion version : IpVersion.values()) {
        lab.traffic().run(Place.NODE_1, "", "ipvsadm", "-D", "-t", text(target(version)));
      }
    }
  }

  /** Makes the virtual server; returns its lines. */
  private static List<String> create(SharedLab.Lab lab, IpVersion version) {
    List<String> lines = new ArrayList<>();
    String server = text(target(version));
    lab.traffic().run(Place.NODE_1, "", "ipvsadm", "-A", "-t", server, "-s", "wrr");
    lines.add("-A -t " + server + " -s wrr");
    for (String endpoint : LabAddresses.localEndpoints(version)) {
      String real = text(new Target(endpoint, LabAddresses.ENDPOINT_PORT));
      lab.traffic()
          .run(Place.NODE_1, "", "ipvsadm", "-a", "-t", server, "-r", real, "-m", "-w", "2");
      lines.add("-a -t " + server + " -r " + real + " -m -w 2");
    }
    return lines;
  }

  private static Target target(IpVersion version) {
    return new Target(LabAddresses.addressTowardsOutside(version), PORT);
  }

  private static String text(Target target) {
    String address = target.address();
    return (address.contains(":") ? '[' + address + ']' : address) + ':' + target.port();
  }

  private static void assertServed(SharedLab.Lab lab) {
    for (IpVersion version : IpVersion.values()) {
      assertEquals(2, ask(lab, target(version)).size(), version::name);
    }
  }

  private static void assertThereAs(List<String> others, SharedLab.Lab lab) {
    String saved = lab.traffic().run(Place.NODE_1, "", "ipvsadm", "-Sn");
    Set<String> lines = new TreeSet<>(saved.lines().map(String::strip).toList());
    assertTrue(lines.containsAll(others), saved);
  }

  /** Who answers. */
  private static Set<String> ask(SharedLab.Lab lab, Target target) {
    Attempt attempt =
        Attempt.of(lab.traffic().newOrder(), Transport.TCP, target, QUESTIONS, PATIENCE);
    Set<String> who = lab.traffic().ask(Place.OUTSIDE, attempt).who();
    assertTrue(who.stream().allMatch(one -> one.matches("[0-9a-f.:]+")), who::toString);
    return who;
  }
}
