// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.traffic;

import io.svcrules.model.lab.LabServices;
import io.svcrules.testdata.traffic.ServiceAddresses;
import io.svcrules.testdata.traffic.ServiceShape;
import io.svcrules.testdata.traffic.TrafficLab;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One lab for all tests that ask for one: its programs take long to start. */
public final class SharedLab implements ParameterResolver {

  /** The lab, and how many sets of services it has had. */
  static final class Lab implements AutoCloseable {
    private final TrafficLab traffic = TrafficLab.create();
    private int generation;

    TrafficLab traffic() {
      return traffic;
    }

    /** Addresses for services that no other test uses. */
    Map<ServiceShape, ServiceAddresses> newServices(List<ServiceShape> shapes) {
      return LabServices.addresses(generation++, shapes);
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
