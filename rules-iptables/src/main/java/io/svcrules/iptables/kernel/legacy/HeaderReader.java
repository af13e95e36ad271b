// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import io.svcrules.iptables.DestinationMatch;
import io.svcrules.iptables.FragmentMatch;
import io.svcrules.iptables.InInterfaceMatch;
import io.svcrules.iptables.MaskedAddressMatch;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.OutInterfaceMatch;
import io.svcrules.iptables.PacketSide;
import io.svcrules.iptables.ProtocolMatch;
import io.svcrules.iptables.SourceMatch;
import io.svcrules.iptables.kernel.nft.ProtocolNumbers;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import java.util.List;

/** Conditions of the packet header out of an entry. */
final class HeaderReader {
  /** Flags of {@code invflags} that are none of a condition known here. */
  private static final int UNKNOWN_INVERTED = 0x84;

  private final EntryLayout layout;
  private final ProtocolMatch[] protocols = new ProtocolMatch[512];

  HeaderReader(EntryLayout layout) {
    this.layout = layout;
  }

  /**
   * Adds the conditions of an entry, in the order of their ranks.
   *
   * @return false if there is a condition that cannot be told
   */
  boolean read(byte[] in, int at, List<Match> out) {
    int flags = in[at + layout.flags()] & ~layout.gotoFlag();
    int inverted = in[at + layout.inverted()] & 0xff;
    return (inverted & UNKNOWN_INVERTED) == 0
        && address(PacketSide.SOURCE, inverted, in, at, out)
        && address(PacketSide.DESTINATION, inverted, in, at, out)
        && networkInterface(true, inverted, in, at, out)
        && networkInterface(false, inverted, in, at, out)
        && protocol(flags, inverted, in, at, out)
        && fragment(flags, inverted, out);
  }

  private boolean address(PacketSide side, int inverted, byte[] in, int at, List<Match> out) {
    boolean source = side == PacketSide.SOURCE;
    int place = at + (source ? layout.source() : layout.destination());
    int flag = source ? XtablesUapi.IPT_INV_SRCIP : XtablesUapi.IPT_INV_DSTIP;
    boolean negated = (inverted & flag) != 0;
    if (!negated && isZero(in, place) && isZero(in, place + layout.toMask())) {
      return true;
    }
    IpAddress value = address(in, place);
    IpAddress mask = address(in, place + layout.toMask());
    if ((value.high() & ~mask.high()) != 0 || (value.low() & ~mask.low()) != 0) {
      return false;
    }
    int prefix = prefix(mask);
    if (prefix < 0) {
      out.add(new MaskedAddressMatch(side, negated, value, mask));
    } else if (source) {
      out.add(new SourceMatch(negated, new Cidr(value, prefix)));
    } else {
      out.add(new DestinationMatch(negated, new Cidr(value, prefix)));
    }
    return true;
  }

  private boolean isZero(byte[] in, int at) {
    for (int i = 0; i < layout.addressLength(); i++) {
      if (in[at + i] != 0) {
        return false;
      }
    }
    return true;
  }

  private IpAddress address(byte[] in, int at) {
    return read(layout.family(), in, at);
  }

  /** An address in network byte order. */
  static IpAddress read(IpFamily family, byte[] in, int at) {
    return family == IpFamily.IPV4
        ? IpAddress.ofIpv4(HostOrder.u32be(in, at))
        : IpAddress.ofIpv6(u64be(in, at), u64be(in, at + Long.BYTES));
  }

  private static long u64be(byte[] in, int at) {
    return ((long) HostOrder.u32be(in, at) << 32) | (HostOrder.u32be(in, at + 4) & 0xffff_ffffL);
  }

  /** The number of leading bits of a mask; negative if there are others behind them. */
  private static int prefix(IpAddress mask) {
    long low = mask.family() == IpFamily.IPV4 ? mask.low() << 32 : mask.low();
    long high = mask.family() == IpFamily.IPV4 ? low : mask.high();
    long rest = mask.family() == IpFamily.IPV4 ? 0 : low;
    int ones = Long.numberOfLeadingZeros(~high);
    if (ones < Long.SIZE) {
      return high << ones == 0 && rest == 0 ? ones : -1;
    }
    int more = Long.numberOfLeadingZeros(~rest);
    return more == Long.SIZE || rest << more == 0 ? ones + more : -1;
  }

  private boolean networkInterface(
      boolean incoming, int inverted, byte[] in, int at, List<Match> out) {
    int place = at + (incoming ? layout.inInterface() : layout.outInterface());
    int flag = incoming ? XtablesUapi.IPT_INV_VIA_IN : XtablesUapi.IPT_INV_VIA_OUT;
    boolean negated = (inverted & flag) != 0;
    if (in[place] == 0 && in[place + EntryLayout.toInterfaceMask()] == 0) {
      return !negated && isBlank(in, place);
    }
    String name = name(in, place);
    if (name == null) {
      return false;
    }
    out.add(incoming ? new InInterfaceMatch(negated, name) : new OutInterfaceMatch(negated, name));
    return true;
  }

  private static boolean isBlank(byte[] in, int at) {
    for (int i = 0; i < XtablesUapi.IFNAMSIZ; i++) {
      if (in[at + i] != 0 || in[at + EntryLayout.toInterfaceMask() + i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** The name of an interface, if it is compared as iptables has it compared. */
  private static String name(byte[] in, int at) {
    String name = EntryParts.text(in, at, XtablesUapi.IFNAMSIZ - 1);
    int compared = name.endsWith("+") ? name.length() - 1 : name.length() + 1;
    for (int i = 0; i < XtablesUapi.IFNAMSIZ; i++) {
      boolean used = i < name.length();
      int mask = in[at + EntryLayout.toInterfaceMask() + i] & 0xff;
      boolean printable = !used || (in[at + i] > ' ' && in[at + i] < 0x7f);
      if (!printable || (!used && in[at + i] != 0) || mask != (i < compared ? 0xff : 0)) {
        return null;
      }
    }
    return compared == 0 ? null : name;
  }

  private boolean protocol(int flags, int inverted, byte[] in, int at, List<Match> out) {
    int number = HostOrder.u16(in, at + layout.protocol());
    boolean negated = (inverted & XtablesUapi.XT_INV_PROTO) != 0;
    boolean asked = layout == EntryLayout.IPV4 || (flags & EntryLayout.PROTOCOL_FLAG) != 0;
    if (number == 0 || !asked) {
      return number == 0 && !negated;
    }
    if (number > 0xff) {
      return false;
    }
    int cached = negated ? number + 256 : number;
    if (protocols[cached] == null) {
      protocols[cached] = new ProtocolMatch(negated, ProtocolNumbers.name(number).orElseThrow());
    }
    out.add(protocols[cached]);
    return true;
  }

  private boolean fragment(int flags, int inverted, List<Match> out) {
    int known = layout == EntryLayout.IPV4 ? EntryLayout.FRAGMENT_FLAG : EntryLayout.PROTOCOL_FLAG;
    boolean negated = (inverted & XtablesUapi.IPT_INV_FRAG) != 0;
    if ((flags & ~known) != 0) {
      return false;
    }
    if (layout == EntryLayout.IPV6 || (flags & EntryLayout.FRAGMENT_FLAG) == 0) {
      return !negated;
    }
    out.add(new FragmentMatch(negated));
    return true;
  }
}
