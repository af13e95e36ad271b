// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.traffic;

import io.svcrules.model.random.LabServices;
import io.svcrules.testdata.traffic.Answers;
import io.svcrules.testdata.traffic.Attempt;
import io.svcrules.testdata.traffic.Place;
import io.svcrules.testdata.traffic.ServiceAddresses;
import io.svcrules.testdata.traffic.ServiceShape;
import io.svcrules.testdata.traffic.TrafficLab;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One lab for all tests that ask for one: its programs take long to start. */
public final class SharedLab implements ParameterResolver {

  /** The lab, and how many sets of services it has had. */
  static final class Lab implements AutoCloseable {
    /** Twice as often as a service has endpoints. */
    private static final int QUESTIONS = 8;

    /** How much longer than on a machine of its own something may take in a guest. */
    private static final int SLOWNESS = 2;

    private final TrafficLab traffic = TrafficLab.create();
    private int generation;

    TrafficLab traffic() {
      return traffic;
    }

    /** Addresses for services that no other test uses. */
    Map<ServiceShape, ServiceAddresses> newServices(List<ServiceShape> shapes) {
      return LabServices.addresses(newGeneration(), shapes);
    }

    /** A set of services that no other test uses. */
    int newGeneration() {
      return generation++;
    }

    /**
     * Has places carry out orders: first all places those to which there is but one answer, so that
     * they are silent together; then one place after the other. Nobody else asks a virtual server
     * meanwhile, so that its real servers are asked in turn and few questions reach them all.
     */
    Map<Integer, Answers> ask(Map<Place, List<Attempt>> attempts) {
      Map<Place, List<Attempt>> single = new EnumMap<>(Place.class);
      Map<Place, List<Attempt>> varied = new EnumMap<>(Place.class);
      attempts.forEach(
          (place, own) ->
              own.forEach(
                  attempt ->
                      (attempt.count() < QUESTIONS ? single : varied)
                          .computeIfAbsent(place, p -> new ArrayList<>())
                          .add(briefly(attempt))));
      Map<Integer, Answers> answers = new TreeMap<>();
      if (!single.isEmpty()) {
        answers.putAll(traffic.ask(single));
      }
      varied.forEach((place, own) -> answers.putAll(traffic.ask(Map.of(place, own))));
      return answers;
    }

    private static Attempt briefly(Attempt attempt) {
      return Attempt.of(
          attempt.id(),
          attempt.transport(),
          attempt.target(),
          Math.min(attempt.count(), QUESTIONS),
          SLOWNESS * attempt.patienceMillis());
    }

    @Override
    public void close() {
      traffic.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Lab.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(SharedLab.class))
        .getOrComputeIfAbsent(Lab.class);
  }
}
