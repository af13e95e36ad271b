// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.traffic;

import io.svcrules.model.Manifests;
import io.svcrules.model.lab.LabServices;
import io.svcrules.testdata.traffic.NodeOptions;
import io.svcrules.testdata.traffic.ServiceAddresses;
import io.svcrules.testdata.traffic.ServiceShape;
import io.svcrules.testdata.traffic.TrafficLab;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * One lab for all tests of a class; each test gets a node without rules and services of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LabFixture {
  private TrafficLab lab;
  private int generation;

  @BeforeAll
  void build() {
    lab = TrafficLab.create();
  }

  @AfterAll
  void remove() {
    lab.close();
  }

  @AfterEach
  void unload() {
    for (Variant variant : Variant.values()) {
      new LabNode(lab, variant).unload();
    }
  }

  TrafficLab lab() {
    return lab;
  }

  /** Addresses for services that no other test uses. */
  Map<ServiceShape, ServiceAddresses> newServices(List<ServiceShape> shapes) {
    return LabServices.addresses(generation++, shapes);
  }

  /** A service with rules on a node of the usual options. */
  ServiceAddresses serve(Variant variant, ServiceShape shape) {
    Map<ServiceShape, ServiceAddresses> services = newServices(List.of(shape));
    Manifests objects = LabServices.objects(services);
    new LabNode(lab, variant).load(NodeOptions.DEFAULT, objects);
    return services.get(shape);
  }
}
