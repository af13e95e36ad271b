// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.ipvs.ForwardingMethod;
import io.svcrules.ipvs.RealServer;
import io.svcrules.ipvs.RealServerKey;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.VirtualServerSettings;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import io.svcrules.netlink.ipvs.IpvsDestination;
import io.svcrules.netlink.ipvs.IpvsService;
import io.svcrules.netlink.ipvs.IpvsServiceKey;
import io.svcrules.netlink.ipvs.IpvsUapi;

/** Virtual and real servers as the services and destinations of netlink, and back. */
final class ServerTypes {
  private static final int IPV4_BITS = 32;

  private ServerTypes() {}

  static IpvsServiceKey toNetlink(VirtualServerKey key) {
    if (key instanceof VirtualServerKey.Address at) {
      return IpvsServiceKey.of(
          at.protocol().number(), InetTypes.toNetlink(at.address()), at.port());
    }
    VirtualServerKey.Mark mark = (VirtualServerKey.Mark) key;
    return IpvsServiceKey.ofFirewallMark(InetTypes.toNetlink(mark.family()), mark.mark());
  }

  static IpvsService toNetlink(VirtualServerKey key, VirtualServerSettings settings) {
    boolean persistent = settings.persistenceSeconds() != 0;
    int mask = settings.persistenceMask();
    return new IpvsService(
        toNetlink(key),
        settings.scheduler(),
        settings.flags() | (persistent ? IpvsUapi.IP_VS_SVC_F_PERSISTENT : 0),
        settings.persistenceSeconds(),
        key.family() == IpFamily.IPV4 ? -1 << (IPV4_BITS - mask) : mask,
        settings.persistenceEngine());
  }

  static IpvsDestination toNetlink(RealServer realServer) {
    return new IpvsDestination(
        InetTypes.toNetlink(realServer.key().address()),
        realServer.key().port(),
        toNetlink(realServer.method()),
        realServer.weight(),
        (int) realServer.upperThreshold(),
        (int) realServer.lowerThreshold());
  }

  /** A destination of which only address and port count. */
  static IpvsDestination toNetlink(RealServerKey key) {
    return IpvsDestination.of(InetTypes.toNetlink(key.address()), key.port(), 0);
  }

  static VirtualServerKey fromNetlink(IpvsServiceKey key) {
    if (key.firewallMark() != 0) {
      return new VirtualServerKey.Mark(InetTypes.fromNetlink(key.family()), key.firewallMark());
    }
    return new VirtualServerKey.Address(
        protocol(key), InetTypes.fromNetlink(key.address()), key.port());
  }

  private static Protocol protocol(IpvsServiceKey key) {
    for (Protocol protocol : Protocol.values()) {
      if (protocol.number() == key.protocol()) {
        return protocol;
      }
    }
    throw new IpvsTableException(
        IpvsRefusal.OTHER,
        "a virtual server of protocol " + key.protocol() + " on " + key.address());
  }

  static VirtualServerSettings fromNetlink(IpvsService service) {
    boolean persistent = (service.flags() & IpvsUapi.IP_VS_SVC_F_PERSISTENT) != 0;
    IpFamily family = InetTypes.fromNetlink(service.key().family());
    int flags = service.flags() & VirtualServerSettings.FLAGS;
    return new VirtualServerSettings(
        service.scheduler(),
        flags,
        persistent ? service.timeoutSeconds() : 0,
        // Without persistence the mask means nothing, and others leave anything in it.
        persistent ? maskBits(family, service.netmask()) : family.bits(),
        service.persistenceEngine());
  }

  private static int maskBits(IpFamily family, int netmask) {
    return family == IpFamily.IPV4 ? Integer.bitCount(netmask) : netmask;
  }

  static RealServer fromNetlink(IpvsDestination destination) {
    return new RealServer(
        new RealServerKey(InetTypes.fromNetlink(destination.address()), destination.port()),
        fromNetlink(destination.forwarding()),
        destination.weight(),
        Integer.toUnsignedLong(destination.upperThreshold()),
        Integer.toUnsignedLong(destination.lowerThreshold()));
  }

  private static io.svcrules.netlink.ipvs.ForwardingMethod toNetlink(ForwardingMethod method) {
    return switch (method) {
      case MASQUERADE -> io.svcrules.netlink.ipvs.ForwardingMethod.MASQUERADE;
      case TUNNEL -> io.svcrules.netlink.ipvs.ForwardingMethod.TUNNEL;
      case ROUTE -> io.svcrules.netlink.ipvs.ForwardingMethod.DIRECT_ROUTE;
    };
  }

  /** Kernels since 2.6.37 find out by themselves whether a real server is this node. */
  private static ForwardingMethod fromNetlink(io.svcrules.netlink.ipvs.ForwardingMethod method) {
    return switch (method) {
      case MASQUERADE -> ForwardingMethod.MASQUERADE;
      case TUNNEL -> ForwardingMethod.TUNNEL;
      case DIRECT_ROUTE -> ForwardingMethod.ROUTE;
      case LOCAL_NODE, BYPASS ->
          throw new IpvsTableException(
              IpvsRefusal.OTHER, "a real server with forwarding method " + method);
    };
  }
}
