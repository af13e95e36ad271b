// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.trace;

import io.svcrules.model.IpAddress;
import io.svcrules.model.Protocol;
import io.svcrules.model.resolve.ResolvedServicePort;
import io.svcrules.model.resolve.ServiceTable;
import java.util.ArrayList;
import java.util.List;

/**
 * An address and port that a service claims.
 *
 * @param kind by which field
 * @param owner the service
 * @param address the address
 * @param port the port
 */
record Claim(Kind kind, ResolvedServicePort owner, IpAddress address, int port) {

  enum Kind {
    CLUSTER_IP,
    EXTERNAL_IP,
    LOAD_BALANCER_IP,
    NODE_PORT
  }

  static List<Claim> all(ServiceTable services, IpAddress node) {
    List<Claim> claims = new ArrayList<>();
    for (ResolvedServicePort port : services.ports()) {
      claims.add(new Claim(Kind.CLUSTER_IP, port, port.clusterIp(), port.port()));
      port.externalIps()
          .forEach(ip -> claims.add(new Claim(Kind.EXTERNAL_IP, port, ip, port.port())));
      port.loadBalancerIps()
          .forEach(ip -> claims.add(new Claim(Kind.LOAD_BALANCER_IP, port, ip, port.port())));
      if (port.nodePort() != 0) {
        claims.add(new Claim(Kind.NODE_PORT, port, node, port.nodePort()));
      }
    }
    return claims;
  }

  Protocol protocol() {
    return owner.name().protocol();
  }

  boolean isOf(IpAddress asked, int askedPort, Protocol askedProtocol) {
    return address.equals(asked) && port == askedPort && protocol() == askedProtocol;
  }

  boolean isRivalOf(Claim other) {
    return isOf(other.address, other.port, other.protocol());
  }
}
