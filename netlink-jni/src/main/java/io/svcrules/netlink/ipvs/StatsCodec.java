// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.ipvs;

import static io.svcrules.netlink.ipvs.IpvsUapi.*;

import io.svcrules.netlink.AttributeReader;
import io.svcrules.netlink.AttributeWriter;

/** Counters as nested attributes, in the old width and in 64 bits. */
final class StatsCodec {

  private static final int LAST = IPVS_STATS_ATTR_OUTBPS;

  private StatsCodec() {}

  /** Writes counters in 64 bits, as the kernel does from 4.1 on. */
  static void write64(AttributeWriter out, int type, IpvsStats stats) {
    int nest = out.beginNested(type);
    out.u64(IPVS_STATS_ATTR_CONNS, stats.connections());
    out.u64(IPVS_STATS_ATTR_INPKTS, stats.incomingPackets());
    out.u64(IPVS_STATS_ATTR_OUTPKTS, stats.outgoingPackets());
    out.u64(IPVS_STATS_ATTR_INBYTES, stats.incomingBytes());
    out.u64(IPVS_STATS_ATTR_OUTBYTES, stats.outgoingBytes());
    out.u64(IPVS_STATS_ATTR_CPS, stats.connectionsPerSecond());
    out.u64(IPVS_STATS_ATTR_INPPS, stats.incomingPacketsPerSecond());
    out.u64(IPVS_STATS_ATTR_OUTPPS, stats.outgoingPacketsPerSecond());
    out.u64(IPVS_STATS_ATTR_INBPS, stats.incomingBytesPerSecond());
    out.u64(IPVS_STATS_ATTR_OUTBPS, stats.outgoingBytesPerSecond());
    out.endNested(nest);
  }

  static IpvsStats decode64(AttributeReader attributes) {
    long[] values = new long[LAST + 1];
    while (attributes.next()) {
      if (attributes.type() <= LAST) {
        values[attributes.type()] = attributes.u64();
      }
    }
    return stats(values);
  }

  /** Reads the older form, in which only the bytes have 64 bits. */
  static IpvsStats decode(AttributeReader attributes) {
    long[] values = new long[LAST + 1];
    while (attributes.next()) {
      int type = attributes.type();
      if (type == IPVS_STATS_ATTR_INBYTES || type == IPVS_STATS_ATTR_OUTBYTES) {
        values[type] = attributes.u64();
      } else if (type <= LAST) {
        values[type] = Integer.toUnsignedLong(attributes.u32());
      }
    }
    return stats(values);
  }

  private static IpvsStats stats(long[] values) {
    return new IpvsStats(
        values[IPVS_STATS_ATTR_CONNS],
        values[IPVS_STATS_ATTR_INPKTS],
        values[IPVS_STATS_ATTR_OUTPKTS],
        values[IPVS_STATS_ATTR_INBYTES],
        values[IPVS_STATS_ATTR_OUTBYTES],
        values[IPVS_STATS_ATTR_CPS],
        values[IPVS_STATS_ATTR_INPPS],
        values[IPVS_STATS_ATTR_OUTPPS],
        values[IPVS_STATS_ATTR_INBPS],
        values[IPVS_STATS_ATTR_OUTBPS]);
  }
}
