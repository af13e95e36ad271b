// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.model.AddressType;
import io.svcrules.model.EndpointConditions;
import io.svcrules.model.EndpointPort;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpAddress;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.Protocol;
import io.svcrules.model.Service;
import io.svcrules.model.ServiceBuilder;
import io.svcrules.model.ServicePort;
import io.svcrules.model.ServiceType;
import io.svcrules.model.SliceEndpoint;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DnsNamesTest {
  private static final ServicePort HTTP = ServicePort.of("http", Protocol.TCP, 80);

  private static ServiceBuilder web() {
    return Service.builder("shop", "web");
  }

  private static List<IpAddress> ips(String... texts) {
    return Arrays.stream(texts).map(IpAddress::parse).toList();
  }

  private static SliceEndpoint endpoint(String ip, String hostname, EndpointConditions state) {
    return new SliceEndpoint(
        IpAddress.parse(ip),
        state,
        Optional.of(hostname).filter(name -> !name.isEmpty()),
        Optional.empty(),
        List.of(),
        List.of());
  }

  private static EndpointSlice slice(SliceEndpoint... endpoints) {
    return new EndpointSlice(
        new NamespacedName("shop", "web-1"),
        Map.of(EndpointSlice.SERVICE_NAME_LABEL, "web"),
        AddressType.IPV4,
        List.of(
            new EndpointPort("http", Protocol.TCP, 8080), new EndpointPort("", Protocol.TCP, 9)),
        List.of(endpoints));
  }

  private static List<String> records(ServiceBuilder service, EndpointSlice... slices) {
    return DnsNames.records(service.build(), List.of(slices), DnsNames.DEFAULT_DOMAIN).stream()
        .map(DnsRecord::toString)
        .toList();
  }

  @Test
  void aClusterIpHasAnAddressAReverseNameAndItsNamedPorts() {
    assertEquals(
        List.of(
            "1.0.96.10.in-addr.arpa PTR web.shop.svc.cluster.local",
            "_http._tcp.web.shop.svc.cluster.local SRV 0 100 80 web.shop.svc.cluster.local",
            "web.shop.svc.cluster.local A 10.96.0.1"),
        records(web().clusterIps(ips("10.96.0.1")).port(HTTP)));
  }

  @Test
  void aPortWithoutNameHasNoSrvRecord() {
    List<String> records =
        records(web().clusterIps(ips("10.96.0.1")).port(ServicePort.of("", Protocol.TCP, 80)));
    assertEquals(0, records.stream().filter(record -> record.contains(" SRV ")).count());
  }

  @Test
  void bothFamiliesHaveAddressesAndReverseNames() {
    assertEquals(
        List.of(
            "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.6.9.0.0.0.1.0.0.0.0.d.f.ip6.arpa PTR"
                + " web.shop.svc.cluster.local",
            "1.0.96.10.in-addr.arpa PTR web.shop.svc.cluster.local",
            "web.shop.svc.cluster.local A 10.96.0.1",
            "web.shop.svc.cluster.local AAAA fd00:10:96::1"),
        records(web().clusterIps(ips("10.96.0.1", "fd00:10:96::1"))));
  }

  @Test
  void aHeadlessServiceHasTheReadyEndpointsUnderNamesOfTheirOwn() {
    assertEquals(
        List.of(
            "1.0.244.10.in-addr.arpa PTR web-0.web.shop.svc.cluster.local",
            "10-244-0-2.web.shop.svc.cluster.local A 10.244.0.2",
            "2.0.244.10.in-addr.arpa PTR 10-244-0-2.web.shop.svc.cluster.local",
            "_http._tcp.web.shop.svc.cluster.local SRV 0 100 8080"
                + " 10-244-0-2.web.shop.svc.cluster.local",
            "_http._tcp.web.shop.svc.cluster.local SRV 0 100 8080 web-0.web.shop.svc.cluster.local",
            "web-0.web.shop.svc.cluster.local A 10.244.0.1",
            "web.shop.svc.cluster.local A 10.244.0.1",
            "web.shop.svc.cluster.local A 10.244.0.2"),
        records(
            web().headless(),
            slice(
                endpoint("10.244.0.1", "web-0", EndpointConditions.READY),
                endpoint("10.244.0.2", "", EndpointConditions.READY),
                endpoint("10.244.0.3", "web-2", EndpointConditions.NOT_READY))));
  }

  @Test
  void anExternalNameIsAnAlias() {
    assertEquals(
        List.of("web.shop.svc.cluster.local CNAME db.example.com"),
        records(web().type(ServiceType.EXTERNAL_NAME).externalName("db.example.com").port(HTTP)));
  }

  @Test
  void theDomainIsTheClusters() {
    Service service = web().build();
    assertEquals("web.shop.svc.corp.example", DnsNames.name(service, "corp.example"));
  }
}
