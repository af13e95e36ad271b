// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import io.svcrules.model.IpFamily;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Dual-stack Services by numbers, every other one of TCP, the others of UDP, with endpoints whose
 * addresses tell whose they are.
 *
 * @param services how many there are
 * @param firstEndpoint the number of the first endpoint of each: 0 to 9
 * @param endpoints how many each has
 */
record KillObjects(int services, int firstEndpoint, int endpoints) {
  static final int ENDPOINT_PORT = 8080;

  static boolean isTcp(int service) {
    return service % 2 == 0;
  }

  /** The cluster IP of a family; port 80 is served. */
  static String clusterIp(IpFamily family, int service) {
    return switch (family) {
      case IPV4 -> "10.96." + suffix(service);
      case IPV6 -> "fd00:96::" + Integer.toHexString(service + 1);
    };
  }

  /** The address of an endpoint. */
  static String endpoint(IpFamily family, int service, int number) {
    return switch (family) {
      case IPV4 -> "10." + (128 + number) + "." + suffix(service);
      case IPV6 -> "fd00:" + (128 + number) + "::" + Integer.toHexString(service + 1);
    };
  }

  private static String suffix(int service) {
    return service / 250 + "." + (service % 250 + 1);
  }

  /** The addresses of the endpoints of a service in a family; none if there is no such service. */
  List<String> endpoints(IpFamily family, int service) {
    return IntStream.range(firstEndpoint, firstEndpoint + (service < services ? endpoints : 0))
        .mapToObj(number -> endpoint(family, service, number))
        .toList();
  }

  /** Writes them as a list in JSON. */
  Path write(Path file) throws IOException {
    StringBuilder text =
        new StringBuilder("{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[\n");
    for (int i = 0; i < services; i++) {
      text.append(i == 0 ? "" : ",\n");
      append(i, text);
    }
    return Files.writeString(file, text.append("\n]}\n"));
  }

  private void append(int service, StringBuilder text) {
    String protocol = isTcp(service) ? "TCP" : "UDP";
    text.append("{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"s")
        .append(service)
        .append("\",\"namespace\":\"default\"},\"spec\":{\"clusterIP\":\"")
        .append(clusterIp(IpFamily.IPV4, service))
        .append("\",\"clusterIPs\":")
        .append(quoted(List.of(IpFamily.values()), family -> clusterIp(family, service)))
        .append(",\"ipFamilies\":[\"IPv4\",\"IPv6\"],\"ipFamilyPolicy\":\"RequireDualStack\"")
        .append(",\"type\":\"NodePort\",\"ports\":[{\"protocol\":\"")
        .append(protocol)
        .append("\",\"port\":80,\"nodePort\":")
        .append(30000 + service)
        .append("}]}}");
    for (IpFamily family : IpFamily.values()) {
      appendSlice(family, service, protocol, text.append(",\n"));
    }
  }

  private void appendSlice(IpFamily family, int service, String protocol, StringBuilder text) {
    String type = family.kubernetesName();
    text.append("{\"apiVersion\":\"discovery.k8s.io/v1\",\"kind\":\"EndpointSlice\",")
        .append("\"metadata\":{\"namespace\":\"default\",\"name\":\"s")
        .append(service)
        .append('-')
        .append(type.toLowerCase(Locale.ROOT))
        .append("\",\"labels\":{\"kubernetes.io/service-name\":\"s")
        .append(service)
        .append("\"}},\"addressType\":\"")
        .append(type)
        .append("\",\"ports\":[{\"name\":\"\",\"protocol\":\"")
        .append(protocol)
        .append("\",\"port\":" + ENDPOINT_PORT + "}],\"endpoints\":[")
        .append(
            endpoints(family, service).stream()
                .map(address -> "{\"addresses\":[\"" + address + "\"]}")
                .collect(Collectors.joining(",")))
        .append("]}");
  }

  private static <T> String quoted(List<T> all, Function<T, String> text) {
    return all.stream()
        .map(one -> '"' + text.apply(one) + '"')
        .collect(Collectors.joining(",", "[", "]"));
  }
}
