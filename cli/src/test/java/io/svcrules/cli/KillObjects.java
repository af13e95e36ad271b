// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Services by numbers, every other one of TCP, with endpoints whose addresses tell whose they are.
 *
 * @param services how many there are
 * @param firstEndpoint the number of the first endpoint of each: 0 to 9
 * @param endpoints how many each has
 */
record KillObjects(int services, int firstEndpoint, int endpoints) {
  static final int ENDPOINT_PORT = 8080;

  /** Of UDP, too, so that flows are looked for. */
  static boolean isTcp(int service) {
    return service % 2 == 0;
  }

  /** The cluster IP; port 80 is served. */
  static String clusterIp(int service) {
    return "10.96." + suffix(service);
  }

  /** The address of an endpoint. */
  static String endpoint(int service, int number) {
    return "10." + (128 + number) + "." + suffix(service);
  }

  private static String suffix(int service) {
    return service / 250 + "." + (service % 250 + 1);
  }

  /** Whether an address is of an endpoint that a service has. */
  boolean has(int service, String address) {
    for (int number = firstEndpoint; number < firstEndpoint + endpoints; number++) {
      if (service < services && address.equals(endpoint(service, number))) {
        return true;
      }
    }
    return false;
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
        .append(clusterIp(service))
        .append("\",\"type\":\"NodePort\",\"ports\":[{\"protocol\":\"")
        .append(protocol)
        .append("\",\"port\":80,\"nodePort\":")
        .append(30000 + service)
        .append("}]}},\n{\"apiVersion\":\"discovery.k8s.io/v1\",\"kind\":\"EndpointSlice\",")
        .append("\"metadata\":{\"namespace\":\"default\",\"name\":\"s")
        .append(service)
        .append("-x\",\"labels\":{\"kubernetes.io/service-name\":\"s")
        .append(service)
        .append("\"}},\"addressType\":\"IPv4\",\"ports\":[{\"name\":\"\",\"protocol\":\"")
        .append(protocol)
        .append("\",\"port\":" + ENDPOINT_PORT + "}],\"endpoints\":[");
    for (int j = firstEndpoint; j < firstEndpoint + endpoints; j++) {
      text.append(j == firstEndpoint ? "" : ",").append("{\"addresses\":[\"");
      text.append(endpoint(service, j)).append("\"]}");
    }
    text.append("]}");
  }
}
