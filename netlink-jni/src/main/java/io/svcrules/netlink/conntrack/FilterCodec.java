// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.conntrack;

import static io.svcrules.netlink.conntrack.ConntrackUapi.*;

import io.svcrules.netlink.AttributeWriter;
import io.svcrules.netlink.InetAddr;
import io.svcrules.netlink.InetFamily;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Filters as attributes: a tuple with the wanted values, and flags that say which of them count.
 *
 * <p>The flags have no public header: they are {@code CTA_FILTER_F_…} of the kernel's {@code
 * net/netfilter/nf_internals.h}. Kernels that know no filters pass over them.
 */
final class FilterCodec {

  private static final int F_IP_SRC = 1;
  private static final int F_IP_DST = 1 << 1;
  private static final int F_PROTO_NUM = 1 << 3;
  private static final int F_PROTO_SRC_PORT = 1 << 4;
  private static final int F_PROTO_DST_PORT = 1 << 5;

  private FilterCodec() {}

  static void write(AttributeWriter out, ConntrackFilter filter) {
    int original =
        flags(
            filter,
            F_IP_DST,
            filter.originalDestination(),
            F_PROTO_DST_PORT,
            filter.originalDestinationPort());
    int reply =
        flags(filter, F_IP_SRC, filter.replySource(), F_PROTO_SRC_PORT, filter.replySourcePort());
    if (original == 0 && reply == 0) {
      return;
    }
    if (original != 0) {
      int tuple = out.beginNested(CTA_TUPLE_ORIG);
      address(out, filter.originalDestination(), CTA_IP_V4_DST);
      protocol(out, filter, CTA_PROTO_DST_PORT, filter.originalDestinationPort());
      out.endNested(tuple);
    }
    if (reply != 0) {
      int tuple = out.beginNested(CTA_TUPLE_REPLY);
      address(out, filter.replySource(), CTA_IP_V4_SRC);
      protocol(out, filter, CTA_PROTO_SRC_PORT, filter.replySourcePort());
      out.endNested(tuple);
    }
    int nest = out.beginNested(CTA_FILTER);
    out.u32(CTA_FILTER_ORIG_FLAGS, original);
    out.u32(CTA_FILTER_REPLY_FLAGS, reply);
    out.endNested(nest);
  }

  /** Ports mean nothing to the kernel without a protocol. */
  private static int flags(
      ConntrackFilter filter,
      int addressFlag,
      Optional<InetAddr> address,
      int portFlag,
      OptionalInt port) {
    int flags = isForKernel(address) ? addressFlag : 0;
    if (filter.protocol().isPresent()) {
      flags |= F_PROTO_NUM;
      flags |= port.isPresent() ? portFlag : 0;
    }
    return flags;
  }

  /**
   * Only IPv4: {@code ctnetlink_filter_match_tuple} compares IPv6 the wrong way round (from 5.8 to
   * 6.18 at least) and takes the entries that differ.
   */
  private static boolean isForKernel(Optional<InetAddr> address) {
    return address.isPresent() && address.get().family() == InetFamily.IPV4;
  }

  private static void address(AttributeWriter out, Optional<InetAddr> address, int type) {
    if (isForKernel(address)) {
      int nest = out.beginNested(CTA_TUPLE_IP);
      out.address(type, address.get());
      out.endNested(nest);
    }
  }

  private static void protocol(
      AttributeWriter out, ConntrackFilter filter, int portType, OptionalInt port) {
    if (filter.protocol().isPresent()) {
      int nest = out.beginNested(CTA_TUPLE_PROTO);
      out.u8(CTA_PROTO_NUM, filter.protocol().getAsInt());
      if (port.isPresent()) {
        out.u16be(portType, port.getAsInt());
      }
      out.endNested(nest);
    }
  }
}
