// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.model.IpAddress;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A pod that asks a service of its own is answered by itself, too, and sees the node ask: to its
 * own address it would answer past the node, which has to put the service's address back.
 */
@Tag("guest")
@ExtendWith(SharedLab.class)
class HairpinKernelTest {
  private static final ServiceShape CLUSTER = ServiceShape.of(Policy.CLUSTER, Policy.CLUSTER);
  private static final ServiceShape LOCAL = ServiceShape.of(Policy.LOCAL, Policy.LOCAL);

  /** Enough to come round to each of four endpoints. */
  private static final int QUESTIONS = 8;

  private static final int PATIENCE = 10_000;

  /** One thing that is asked: nobody else asks the same virtual server. */
  private record Question(IpVersion version, Transport transport, Attempt attempt) {}

  @Test
  void aPodReachesItselfFromAnotherAddress(SharedLab.Lab lab) {
    Map<ServiceShape, ServiceAddresses> services = lab.newServices(List.of(CLUSTER, LOCAL));
    List<Question> questions = new ArrayList<>();
    services.values().forEach(service -> addQuestions(lab, service, questions));
    try (IpvsLabNode node = new IpvsLabNode(lab.traffic(), IptablesVariant.NFT)) {
      node.load(NodeOptions.DEFAULT, LabServices.objects(services));
      Map<Integer, Answers> answers =
          lab.traffic()
              .ask(Map.of(Place.ENDPOINT_A, questions.stream().map(Question::attempt).toList()));
      for (Question question : questions) {
        Answers got = answers.get(question.attempt().id());
        IpVersion version = question.version();
        assertEquals(
            Set.of(bridge(version)),
            sources(got, Place.ENDPOINT_A.address(version)),
            () -> question + ": " + got);
      }
    }
  }

  private static void addQuestions(
      SharedLab.Lab lab, ServiceAddresses service, List<Question> questions) {
    for (IpVersion version : IpVersion.values()) {
      for (Transport transport : List.of(Transport.TCP, Transport.UDP)) {
        for (Address address : Address.values()) {
          Target target = service.target(version, Client.ENDPOINT, address);
          Attempt attempt =
              Attempt.of(lab.traffic().newOrder(), transport, target, QUESTIONS, PATIENCE);
          questions.add(new Question(version, transport, attempt));
        }
      }
    }
  }

  /** The addresses that an endpoint saw ask. */
  private static Set<IpAddress> sources(Answers answers, String endpoint) {
    Set<IpAddress> sources = new TreeSet<>();
    for (String answer : answers.counts().keySet()) {
      String[] words = answer.split(" ", 2);
      if (words.length == 2 && IpAddress.parse(words[0]).equals(IpAddress.parse(endpoint))) {
        sources.add(IpAddress.parse(words[1]));
      }
    }
    return sources;
  }

  private static IpAddress bridge(IpVersion version) {
    return IpAddress.parse(
        LabAddresses.masqueradeAddress(version, Place.ENDPOINT_A.address(version)));
  }
}
