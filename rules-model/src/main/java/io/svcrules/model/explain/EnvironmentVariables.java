// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.explain;

import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Service;
import io.svcrules.model.ServicePort;
import io.svcrules.model.ServiceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The variables that kubelet gives to containers of pods which are made after the Service, in the
 * Service's namespace, unless the pod says {@code enableServiceLinks: false}.
 */
public final class EnvironmentVariables {
  private EnvironmentVariables() {}

  /** Those of a Service, in kubelet's order; none if it has no cluster IP. */
  public static List<EnvironmentVariable> of(Service service) {
    if (service.headless()
        || service.type() == ServiceType.EXTERNAL_NAME
        || service.clusterIps().isEmpty()
        || service.ports().isEmpty()) {
      return List.of();
    }
    List<EnvironmentVariable> all = new ArrayList<>();
    String prefix = spelled(service.name().name());
    IpAddress ip = service.clusterIps().get(0);
    add(all, prefix + "_SERVICE_HOST", ip.toString());
    add(all, prefix + "_SERVICE_PORT", Integer.toString(service.ports().get(0).port()));
    for (ServicePort port : service.ports()) {
      if (!port.name().isEmpty()) {
        String name = prefix + "_SERVICE_PORT_" + spelled(port.name());
        add(all, name, Integer.toString(port.port()));
      }
    }
    add(all, prefix + "_PORT", url(ip, service.ports().get(0)));
    service.ports().forEach(port -> addLink(all, prefix, ip, port));
    return all;
  }

  /** As the links between containers that Docker once had. */
  private static void addLink(
      List<EnvironmentVariable> all, String prefix, IpAddress ip, ServicePort port) {
    String name = prefix + "_PORT_" + port.port() + '_' + port.protocol().name();
    add(all, name, url(ip, port));
    add(all, name + "_PROTO", port.protocol().lowerCase());
    add(all, name + "_PORT", Integer.toString(port.port()));
    add(all, name + "_ADDR", ip.toString());
  }

  private static String url(IpAddress ip, ServicePort port) {
    String host = ip.family() == IpFamily.IPV6 ? "[" + ip + ']' : ip.toString();
    return port.protocol().lowerCase() + "://" + host + ':' + port.port();
  }

  private static void add(List<EnvironmentVariable> all, String name, String value) {
    all.add(new EnvironmentVariable(name, value));
  }

  private static String spelled(String name) {
    return name.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
