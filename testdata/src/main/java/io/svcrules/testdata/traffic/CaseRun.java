// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Holds cases against real packets. */
public final class CaseRun {
  private final Function<Map<Place, List<Attempt>>, Map<Integer, Answers>> lab;
  private final Transport transport;
  private final Map<ServiceShape, ServiceAddresses> services;
  private final Map<Integer, Expectation> expectations = new LinkedHashMap<>();
  private final Map<Place, List<Attempt>> attempts = new EnumMap<>(Place.class);

  /**
   * A run.
   *
   * @param transport the way of asking
   * @param lab where node 1 has the rules of these services: carries out orders given to places
   * @param services where the services are
   */
  public CaseRun(
      Transport transport,
      Function<Map<Place, List<Attempt>>, Map<Integer, Answers>> lab,
      Map<ServiceShape, ServiceAddresses> services) {
    this.lab = lab;
    this.transport = transport;
    this.services = Map.copyOf(services);
  }

  /** Asks for all cases at once. Returns what real packets show otherwise, sorted as the cases. */
  public List<String> deviations(List<TrafficCase> cases) {
    cases.forEach(one -> one.versions().forEach(version -> add(one, version)));
    Map<Integer, Answers> answers = lab.apply(attempts);
    List<String> deviations = new ArrayList<>();
    expectations.forEach(
        (id, expectation) -> {
          Optional<String> deviation = expectation.deviation(transport, answers.get(id));
          deviation.ifPresent(text -> deviations.add(transport + ", " + text));
        });
    return deviations;
  }

  private void add(TrafficCase one, IpVersion version) {
    Target target = services.get(one.service()).target(version, one.client(), one.address());
    Expectation expectation = new Expectation(one, version, target);
    int id = expectations.size();
    expectations.put(id, expectation);
    attempts
        .computeIfAbsent(one.client().place(), place -> new ArrayList<>())
        .add(expectation.attempt(id, transport));
  }
}
