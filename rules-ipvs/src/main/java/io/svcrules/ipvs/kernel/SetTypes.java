// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.ipvs.IpSet;
import io.svcrules.ipvs.IpSetDefinition;
import io.svcrules.ipvs.IpSetEntry;
import io.svcrules.ipvs.IpSetType;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import io.svcrules.netlink.ipset.IpsetEntry;
import io.svcrules.netlink.ipset.IpsetListing;
import io.svcrules.netlink.ipset.IpsetSpec;
import io.svcrules.netlink.ipset.IpsetType;
import java.util.ArrayList;
import java.util.List;

/** Ipsets and their elements as netlink has them, and back. */
final class SetTypes {
  /** The number of buckets ipset and kube-proxy start with. */
  private static final int HASH_SIZE = 1024;

  private static final int LAST_PORT = 65535;

  private SetTypes() {}

  static IpsetSpec toNetlink(IpSetDefinition definition) {
    if (definition.type() == IpSetType.BITMAP_PORT) {
      return IpsetSpec.ports(definition.name(), 0, LAST_PORT);
    }
    return IpsetSpec.hash(
            definition.name(),
            IpsetType.of(definition.type().text()),
            InetTypes.toNetlink(definition.family()))
        .sized(HASH_SIZE, definition.maxElements());
  }

  static IpsetEntry toNetlink(IpSetEntry entry) {
    return switch (entry.type()) {
      case HASH_IP -> IpsetEntry.ip(InetTypes.toNetlink(((IpSetEntry.Ip) entry).address()));
      case HASH_IP_PORT -> ipPort((IpSetEntry.IpPort) entry);
      case HASH_IP_PORT_IP -> ipPortIp((IpSetEntry.IpPortIp) entry);
      case HASH_IP_PORT_NET -> ipPortNet((IpSetEntry.IpPortNet) entry);
      case BITMAP_PORT -> IpsetEntry.port(((IpSetEntry.Port) entry).port());
    };
  }

  private static IpsetEntry ipPort(IpSetEntry.IpPort entry) {
    return IpsetEntry.ipPort(
        InetTypes.toNetlink(entry.address()), entry.protocol().number(), entry.port());
  }

  private static IpsetEntry ipPortIp(IpSetEntry.IpPortIp entry) {
    IpSetEntry.IpPort first = entry.first();
    return IpsetEntry.ipPortIp(
        InetTypes.toNetlink(first.address()),
        first.protocol().number(),
        first.port(),
        InetTypes.toNetlink(entry.second()));
  }

  private static IpsetEntry ipPortNet(IpSetEntry.IpPortNet entry) {
    IpSetEntry.IpPort first = entry.first();
    return IpsetEntry.ipPortNet(
        InetTypes.toNetlink(first.address()),
        first.protocol().number(),
        first.port(),
        InetTypes.toNetlink(entry.network().network()),
        entry.network().prefixLength());
  }

  /**
   * A set as it was found.
   *
   * @param family the one whose rules may look into it, which a set of ports does not know
   */
  static IpSet fromNetlink(IpsetListing listing, IpFamily family) {
    IpSetDefinition definition = definition(listing.spec(), family);
    List<IpSetEntry> entries = new ArrayList<>(listing.entries().size());
    for (IpsetEntry entry : listing.entries()) {
      entries.add(fromNetlink(definition, entry));
    }
    return IpSet.of(definition, entries);
  }

  private static IpSetDefinition definition(IpsetSpec spec, IpFamily family) {
    List<String> extensions = new ArrayList<>(0);
    boolean ports = spec.type() == IpsetType.BITMAP_PORT;
    if (ports && (spec.firstPort() != 0 || spec.lastPort() != LAST_PORT)) {
      extensions.add("range " + spec.firstPort() + '-' + spec.lastPort());
    }
    spec.timeoutSeconds().ifPresent(seconds -> extensions.add("timeout " + seconds));
    if (spec.comments()) {
      extensions.add("comment");
    }
    if (spec.netmask() != 0) {
      extensions.add("netmask " + spec.netmask());
    }
    return new IpSetDefinition(
        spec.name(),
        IpSetType.named(spec.type().toString()).orElseThrow(),
        spec.family().map(InetTypes::fromNetlink).orElse(family),
        spec.maxElements(),
        extensions);
  }

  private static IpSetEntry fromNetlink(IpSetDefinition set, IpsetEntry entry) {
    return switch (set.type()) {
      case HASH_IP -> new IpSetEntry.Ip(address(entry));
      case HASH_IP_PORT -> first(set, entry);
      case HASH_IP_PORT_IP ->
          new IpSetEntry.IpPortIp(
              first(set, entry), InetTypes.fromNetlink(entry.second().orElseThrow()));
      case HASH_IP_PORT_NET ->
          new IpSetEntry.IpPortNet(
              first(set, entry),
              new Cidr(InetTypes.fromNetlink(entry.second().orElseThrow()), entry.prefixLength()));
      case BITMAP_PORT -> new IpSetEntry.Port(entry.port().orElseThrow());
    };
  }

  private static IpAddress address(IpsetEntry entry) {
    return InetTypes.fromNetlink(entry.address().orElseThrow());
  }

  private static IpSetEntry.IpPort first(IpSetDefinition set, IpsetEntry entry) {
    for (Protocol protocol : Protocol.values()) {
      if (protocol.number() == entry.protocol()) {
        return new IpSetEntry.IpPort(address(entry), protocol, entry.port().orElseThrow());
      }
    }
    throw new IpvsTableException(
        IpvsRefusal.OTHER,
        "set " + set.name() + " holds an element of protocol " + entry.protocol());
  }
}
