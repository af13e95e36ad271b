// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.explain;

import io.svcrules.model.EndpointPort;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Service;
import io.svcrules.model.ServicePort;
import io.svcrules.model.ServiceType;
import io.svcrules.model.SliceEndpoint;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names of a Service in the cluster's DNS, by the specification "Kubernetes DNS-Based Service
 * Discovery", version 1.1.0.
 */
public final class DnsNames {
  /** Kubelet's default for {@code clusterDomain}. */
  public static final String DEFAULT_DOMAIN = "cluster.local";

  private final Service service;
  private final String name;
  private final Set<DnsRecord> records = new TreeSet<>();

  private DnsNames(Service service, String clusterDomain) {
    this.service = service;
    this.name = name(service, clusterDomain);
  }

  /** The name of a Service: {@code web.default.svc.cluster.local}. */
  public static String name(Service service, String clusterDomain) {
    return service.name().name() + '.' + service.name().namespace() + ".svc." + clusterDomain;
  }

  /**
   * All records, sorted.
   *
   * @param slices the slices that name this Service; only a headless one has records of them
   * @param clusterDomain such as {@code cluster.local}
   */
  public static List<DnsRecord> records(
      Service service, Collection<EndpointSlice> slices, String clusterDomain) {
    DnsNames names = new DnsNames(service, clusterDomain);
    if (service.type() == ServiceType.EXTERNAL_NAME) {
      names.add(names.name, "CNAME", service.externalName());
    } else if (service.headless()) {
      slices.forEach(names::addEndpoints);
    } else {
      names.addClusterIps();
    }
    return List.copyOf(names.records);
  }

  private void addClusterIps() {
    for (IpAddress ip : service.clusterIps()) {
      addAddress(name, ip);
      add(ReverseName.of(ip), "PTR", name);
    }
    if (!service.clusterIps().isEmpty()) {
      for (ServicePort port : service.ports()) {
        addPort(port.name(), port.protocol().lowerCase(), port.port(), name);
      }
    }
  }

  private void addEndpoints(EndpointSlice slice) {
    for (SliceEndpoint endpoint : slice.endpoints()) {
      if (endpoint.conditions().ready()) {
        IpAddress ip = endpoint.address();
        String own = endpoint.hostname().orElseGet(() -> ReverseName.label(ip)) + '.' + name;
        addAddress(name, ip);
        addAddress(own, ip);
        add(ReverseName.of(ip), "PTR", own);
        for (EndpointPort port : slice.ports()) {
          if (port.port() != 0) {
            addPort(port.name(), port.protocol().lowerCase(), port.port(), own);
          }
        }
      }
    }
  }

  private void addAddress(String owner, IpAddress ip) {
    add(owner, ip.family() == IpFamily.IPV4 ? "A" : "AAAA", ip.toString());
  }

  /** Ports without a name have no SRV record. Priority and weight are the same for all. */
  private void addPort(String port, String protocol, int number, String target) {
    if (!port.isEmpty()) {
      add('_' + port + "._" + protocol + '.' + name, "SRV", "0 100 " + number + ' ' + target);
    }
  }

  private void add(String owner, String type, String data) {
    records.add(new DnsRecord(owner, type, data));
  }
}
