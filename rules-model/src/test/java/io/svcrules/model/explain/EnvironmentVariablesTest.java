// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.model.IpAddress;
import io.svcrules.model.Protocol;
import io.svcrules.model.Service;
import io.svcrules.model.ServiceBuilder;
import io.svcrules.model.ServicePort;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvironmentVariablesTest {

  private static ServiceBuilder redis(String clusterIp) {
    return Service.builder("shop", "redis-primary")
        .clusterIps(List.of(IpAddress.parse(clusterIp)))
        .port(ServicePort.of("client-port", Protocol.TCP, 6379))
        .port(ServicePort.of("gossip", Protocol.UDP, 16379));
  }

  private static List<String> variables(ServiceBuilder service) {
    return EnvironmentVariables.of(service.build()).stream()
        .map(EnvironmentVariable::toString)
        .toList();
  }

  @Test
  void hostPortsAndLinksAreSpelledAsKubeletDoes() {
    assertEquals(
        List.of(
            "REDIS_PRIMARY_SERVICE_HOST=10.96.0.11",
            "REDIS_PRIMARY_SERVICE_PORT=6379",
            "REDIS_PRIMARY_SERVICE_PORT_CLIENT_PORT=6379",
            "REDIS_PRIMARY_SERVICE_PORT_GOSSIP=16379",
            "REDIS_PRIMARY_PORT=tcp://10.96.0.11:6379",
            "REDIS_PRIMARY_PORT_6379_TCP=tcp://10.96.0.11:6379",
            "REDIS_PRIMARY_PORT_6379_TCP_PROTO=tcp",
            "REDIS_PRIMARY_PORT_6379_TCP_PORT=6379",
            "REDIS_PRIMARY_PORT_6379_TCP_ADDR=10.96.0.11",
            "REDIS_PRIMARY_PORT_16379_UDP=udp://10.96.0.11:16379",
            "REDIS_PRIMARY_PORT_16379_UDP_PROTO=udp",
            "REDIS_PRIMARY_PORT_16379_UDP_PORT=16379",
            "REDIS_PRIMARY_PORT_16379_UDP_ADDR=10.96.0.11"),
        variables(redis("10.96.0.11")));
  }

  @Test
  void anIpv6AddressStandsInBracketsWithinAUrl() {
    List<String> variables = variables(redis("fd00::11"));
    assertEquals("REDIS_PRIMARY_SERVICE_HOST=fd00::11", variables.get(0));
    assertEquals("REDIS_PRIMARY_PORT=tcp://[fd00::11]:6379", variables.get(4));
  }

  @Test
  void aHeadlessServiceGivesNone() {
    assertEquals(List.of(), variables(Service.builder("shop", "redis").headless()));
  }
}
