// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.ipvs;

import static io.svcrules.netlink.ipvs.IpvsUapi.*;

import io.svcrules.netlink.AttributeReader;
import io.svcrules.netlink.AttributeWriter;
import io.svcrules.netlink.Bytes;
import io.svcrules.netlink.InetAddr;
import io.svcrules.netlink.InetFamily;

/** Services as nested attributes, and back. */
final class ServiceCodec {

  private ServiceCodec() {}

  static void writeKey(AttributeWriter out, IpvsServiceKey key) {
    int nest = out.beginNested(IPVS_CMD_ATTR_SERVICE);
    writeKeyParts(out, key);
    out.endNested(nest);
  }

  private static void writeKeyParts(AttributeWriter out, IpvsServiceKey key) {
    out.u16(IPVS_SVC_ATTR_AF, key.family().number());
    if (key.firewallMark() != 0) {
      out.u32(IPVS_SVC_ATTR_FWMARK, key.firewallMark());
    } else {
      out.u16(IPVS_SVC_ATTR_PROTOCOL, key.protocol());
      out.paddedAddress(IPVS_SVC_ATTR_ADDR, key.address());
      out.u16be(IPVS_SVC_ATTR_PORT, key.port());
    }
  }

  static void write(AttributeWriter out, IpvsService service) {
    int nest = out.beginNested(IPVS_CMD_ATTR_SERVICE);
    writeKeyParts(out, service.key());
    out.string(IPVS_SVC_ATTR_SCHED_NAME, service.scheduler());
    if (!service.persistenceEngine().isEmpty()) {
      out.string(IPVS_SVC_ATTR_PE_NAME, service.persistenceEngine());
    }
    // struct ip_vs_flags: the flags, and which of them to change, which is all: the kernel keeps
    // its own.
    out.u32Pair(IPVS_SVC_ATTR_FLAGS, service.flags(), -1);
    out.u32(IPVS_SVC_ATTR_TIMEOUT, service.timeoutSeconds());
    if (service.key().family() == InetFamily.IPV4) {
      out.u32be(IPVS_SVC_ATTR_NETMASK, service.netmask());
    } else {
      out.u32(IPVS_SVC_ATTR_NETMASK, service.netmask());
    }
    out.endNested(nest);
  }

  static IpvsServiceStatus decode(AttributeReader attributes) {
    ServiceBuilder service = new ServiceBuilder();
    while (attributes.next()) {
      switch (attributes.type()) {
        case IPVS_SVC_ATTR_AF -> service.family = attributes.u16();
        case IPVS_SVC_ATTR_PROTOCOL -> service.protocol = attributes.u16();
        case IPVS_SVC_ATTR_ADDR -> service.address = attributes.bytes();
        case IPVS_SVC_ATTR_PORT -> service.port = attributes.u16be();
        case IPVS_SVC_ATTR_FWMARK -> service.mark = attributes.u32();
        case IPVS_SVC_ATTR_SCHED_NAME -> service.scheduler = attributes.string();
        case IPVS_SVC_ATTR_PE_NAME -> service.engine = attributes.string();
        case IPVS_SVC_ATTR_FLAGS -> service.flags = attributes.firstU32(SIZEOF_IP_VS_FLAGS);
        case IPVS_SVC_ATTR_TIMEOUT -> service.timeout = attributes.u32();
        case IPVS_SVC_ATTR_NETMASK -> {
          service.netmask = attributes.u32();
          service.netmaskBe = attributes.u32be();
        }
        case IPVS_SVC_ATTR_STATS -> service.stats = StatsCodec.decode(attributes.nested());
        case IPVS_SVC_ATTR_STATS64 -> service.stats64 = StatsCodec.decode64(attributes.nested());
        default -> {} // None so far.
      }
    }
    return service.build();
  }

  /** The parts of a service while they are read. */
  private static final class ServiceBuilder {
    private int family = InetFamily.IPV4.number();
    private int protocol;
    private Bytes address = Bytes.empty();
    private int port;
    private int mark;
    private String scheduler = "";
    private String engine = "";
    private int flags;
    private int timeout;
    private int netmask;
    private int netmaskBe;
    private IpvsStats stats = IpvsStats.none();
    private IpvsStats stats64;

    private IpvsServiceStatus build() {
      InetFamily known = InetFamily.of(family);
      IpvsServiceKey key =
          new IpvsServiceKey(known, protocol, InetAddr.of(known, address), port, mark);
      // That it stands in the hash table is the kernel's own affair.
      int own = flags & ~IP_VS_SVC_F_HASHED;
      int mask = known == InetFamily.IPV4 ? netmaskBe : netmask;
      return new IpvsServiceStatus(
          new IpvsService(key, scheduler, own, timeout, mask, engine),
          stats64 == null ? stats : stats64);
    }
  }
}
