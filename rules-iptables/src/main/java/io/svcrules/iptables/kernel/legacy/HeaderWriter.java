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
import io.svcrules.iptables.kernel.nft.UnsupportedRuleException;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import java.nio.charset.StandardCharsets;

/** Conditions of the packet header in an entry of zeros. */
record HeaderWriter(EntryLayout layout) {

  /** Writes a condition of the header. */
  void write(Match match, byte[] out, int at) {
    if (match instanceof SourceMatch source) {
      network(source.network(), out, at + layout.source());
      invert(source.negated(), XtablesUapi.IPT_INV_SRCIP, out, at);
    } else if (match instanceof DestinationMatch destination) {
      network(destination.network(), out, at + layout.destination());
      invert(destination.negated(), XtablesUapi.IPT_INV_DSTIP, out, at);
    } else if (match instanceof ProtocolMatch protocol) {
      protocol(protocol, out, at);
    } else if (match instanceof InInterfaceMatch in) {
      name(in.name(), out, at + layout.inInterface());
      invert(in.negated(), XtablesUapi.IPT_INV_VIA_IN, out, at);
    } else if (match instanceof OutInterfaceMatch outgoing) {
      name(outgoing.name(), out, at + layout.outInterface());
      invert(outgoing.negated(), XtablesUapi.IPT_INV_VIA_OUT, out, at);
    } else if (match instanceof MaskedAddressMatch masked) {
      masked(masked, out, at);
    } else if (match instanceof FragmentMatch fragment) {
      fragment(fragment, out, at);
    } else {
      throw new UnsupportedRuleException("the condition " + match);
    }
  }

  private void invert(boolean negated, int flag, byte[] out, int at) {
    if (negated) {
      out[at + layout.inverted()] |= (byte) flag;
    }
  }

  private void network(Cidr network, byte[] out, int at) {
    address(network.network(), out, at);
    int left = network.prefixLength();
    for (int i = at + layout.toMask(); left > 0; i++) {
      out[i] = (byte) (left >= Byte.SIZE ? 0xff : 0xff00 >>> left);
      left -= Byte.SIZE;
    }
  }

  private void address(IpAddress address, byte[] out, int at) {
    if (address.family() != layout.family()) {
      throw new UnsupportedRuleException(address + " in a rule of " + layout.family());
    }
    write(address, out, at);
  }

  /** An address in network byte order, 4 or 16 bytes. */
  static void write(IpAddress address, byte[] out, int at) {
    if (address.family() == IpFamily.IPV4) {
      HostOrder.putU32be(out, at, (int) address.low());
    } else {
      HostOrder.putU32be(out, at, (int) (address.high() >>> 32));
      HostOrder.putU32be(out, at + 4, (int) address.high());
      HostOrder.putU32be(out, at + 8, (int) (address.low() >>> 32));
      HostOrder.putU32be(out, at + 12, (int) address.low());
    }
  }

  private void masked(MaskedAddressMatch match, byte[] out, int at) {
    boolean source = match.side() == PacketSide.SOURCE;
    int place = at + (source ? layout.source() : layout.destination());
    address(match.value(), out, place);
    write(match.mask(), out, place + layout.toMask());
    invert(
        match.negated(), source ? XtablesUapi.IPT_INV_SRCIP : XtablesUapi.IPT_INV_DSTIP, out, at);
  }

  private void protocol(ProtocolMatch match, byte[] out, int at) {
    int number =
        switch (match.protocol()) {
          case "tcp" -> 6;
          case "udp" -> 17;
          default ->
              ProtocolNumbers.number(match.protocol())
                  .orElseThrow(
                      () -> new UnsupportedRuleException("no protocol " + match.protocol()));
        };
    HostOrder.putU16(out, at + layout.protocol(), number);
    if (layout == EntryLayout.IPV6) {
      out[at + layout.flags()] |= EntryLayout.PROTOCOL_FLAG;
    }
    invert(match.negated(), XtablesUapi.XT_INV_PROTO, out, at);
  }

  /** The name with its NUL is compared, or the start of it in front of a {@code +}. */
  private static void name(String name, byte[] out, int at) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    boolean whole = !name.endsWith("+");
    // The lone + compares nothing, and iptables-save does not print it.
    if (name.isEmpty() || name.equals("+") || text.length >= XtablesUapi.IFNAMSIZ) {
      throw new UnsupportedRuleException("an interface named \"" + name + "\"");
    }
    System.arraycopy(text, 0, out, at, text.length);
    int compared = whole ? text.length + 1 : text.length - 1;
    for (int i = 0; i < compared; i++) {
      out[at + EntryLayout.toInterfaceMask() + i] = (byte) 0xff;
    }
  }

  private void fragment(FragmentMatch match, byte[] out, int at) {
    if (layout == EntryLayout.IPV6) {
      throw new UnsupportedRuleException("ip6tables has no -f");
    }
    out[at + layout.flags()] |= EntryLayout.FRAGMENT_FLAG;
    invert(match.negated(), XtablesUapi.IPT_INV_FRAG, out, at);
  }
}
