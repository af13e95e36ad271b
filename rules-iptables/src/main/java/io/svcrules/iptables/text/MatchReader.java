// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

import io.svcrules.iptables.AddrTypeMatch;
import io.svcrules.iptables.CommentMatch;
import io.svcrules.iptables.ConntrackMatch;
import io.svcrules.iptables.ConntrackState;
import io.svcrules.iptables.IpvsMatch;
import io.svcrules.iptables.MarkMatch;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.OtherMatch;
import io.svcrules.iptables.PacketSide;
import io.svcrules.iptables.PhysdevMatch;
import io.svcrules.iptables.RecentMatch;
import io.svcrules.iptables.SetMatch;
import io.svcrules.iptables.StatisticMatch;
import io.svcrules.iptables.TransportMatch;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Words of an extension match to a value. What a value cannot hold exactly stays words; each method
 * gives null for that.
 */
final class MatchReader {
  private static final Map<String, ConntrackState> STATES =
      Arrays.stream(ConntrackState.values())
          .collect(Collectors.toUnmodifiableMap(ConntrackState::name, Function.identity()));

  // linux/netfilter/xt_recent.h: the list if none is named, in iptables.
  private static final String DEFAULT_LIST = "DEFAULT";
  private static final int MAX_PORT = 65535;
  // linux/netfilter/ipset/ip_set.h IPSET_DIM_MAX counts up to 6; iptables takes that many.
  private static final int MAX_SIDES = 6;

  private final IpFamily family;

  MatchReader(IpFamily family) {
    this.family = family;
  }

  /** The match, as words if need be. */
  Match read(ExtensionWords words) {
    Match match = known(words);
    return match != null && words.isEmpty() ? match : new OtherMatch(words.name(), words.all());
  }

  private Match known(ExtensionWords words) {
    return switch (words.name()) {
      case "comment" -> comment(words);
      case "tcp" -> transport(words, Protocol.TCP);
      case "udp" -> transport(words, Protocol.UDP);
      case "sctp" -> transport(words, Protocol.SCTP);
      case "conntrack" -> conntrack(words, "--ctstate");
      case "state" -> conntrack(words, "--state");
      case "mark" -> mark(words);
      case "addrtype" -> addrType(words);
      case "statistic" -> statistic(words);
      case "recent" -> recent(words);
      case "set" -> set(words);
      case "physdev" ->
          words.takeNegatableFlag("--physdev-is-in") ? new PhysdevMatch(words.wasNegated()) : null;
      case "ipvs" -> ipvs(words);
      default -> null;
    };
  }

  private static Match comment(ExtensionWords words) {
    String text = words.take("--comment");
    return text == null ? null : new CommentMatch(text);
  }

  private static Match transport(ExtensionWords words, Protocol protocol) {
    String port = words.take("--dport");
    if (port == null) {
      port = words.take("--destination-port");
    }
    int number = port == null || port.equals("0:65535") ? 0 : port(port);
    return number < 0 ? null : new TransportMatch(protocol, number);
  }

  /** A port from 1 on, or a range of only one; negative if the text is neither. */
  private static int port(String text) {
    int colon = text.indexOf(':');
    long first = Numbers.decimal(text, 0, colon < 0 ? text.length() : colon, MAX_PORT);
    if (colon >= 0 && Numbers.decimal(text, colon + 1, text.length(), MAX_PORT) != first) {
      return -1;
    }
    return first < 1 ? -1 : (int) first;
  }

  private static Match conntrack(ExtensionWords words, String option) {
    String text = words.takeNegatable(option);
    if (text == null) {
      return null;
    }
    List<ConntrackState> states = new ArrayList<>(4);
    for (String name : text.split(",", -1)) {
      ConntrackState state = STATES.get(name);
      if (state == null) {
        state = STATES.get(name.toUpperCase(Locale.ROOT));
      }
      if (state == null) {
        return null;
      }
      states.add(state);
    }
    return new ConntrackMatch(words.wasNegated(), states);
  }

  private static Match mark(ExtensionWords words) {
    String text = words.takeNegatable("--mark");
    if (text == null) {
      return null;
    }
    MaskedNumber number = MaskedNumber.parse(text);
    return number == null ? null : new MarkMatch(words.wasNegated(), number.value(), number.mask());
  }

  private static Match addrType(ExtensionWords words) {
    PacketSide side = PacketSide.DESTINATION;
    String type = words.takeNegatable("--dst-type");
    if (type == null) {
      side = PacketSide.SOURCE;
      type = words.takeNegatable("--src-type");
    }
    return type == null || type.indexOf(',') >= 0 || !Names.isName(type)
        ? null
        : new AddrTypeMatch(side, words.wasNegated(), upperCase(type));
  }

  private static String upperCase(String type) {
    return type.equals("LOCAL") ? type : type.toUpperCase(Locale.ROOT);
  }

  private static Match statistic(ExtensionWords words) {
    String mode = words.take("--mode");
    String probability = words.take("--probability");
    if (!"random".equals(mode) || probability == null) {
      return null;
    }
    double value = Numbers.probability(probability);
    return Double.isNaN(value) ? null : StatisticMatch.ofDecimal(value);
  }

  private Match recent(ExtensionWords words) {
    String list = words.take("--name");
    String mask = words.take("--mask");
    words.takeFlag("--rsource");
    if (list != null && !Names.isName(list)) {
      return null;
    }
    if (mask != null && !isFull(AddressText.addressOrNull(family, mask))) {
      return null;
    }
    OptionalInt seconds = OptionalInt.empty();
    if (!words.takeFlag("--set")) {
      String text = words.take("--seconds");
      long number = text == null ? -1 : Numbers.decimal(text, Integer.MAX_VALUE);
      if (number < 1 || !words.takeFlag("--rcheck") || !words.takeFlag("--reap")) {
        return null;
      }
      seconds = OptionalInt.of((int) number);
    }
    return new RecentMatch(family, list == null ? DEFAULT_LIST : list, seconds);
  }

  private static boolean isFull(IpAddress mask) {
    if (mask == null) {
      return false;
    }
    return mask.family() == IpFamily.IPV4
        ? mask.low() == 0xffffffffL
        : mask.high() == -1L && mask.low() == -1L;
  }

  private static Match set(ExtensionWords words) {
    List<String> all = words.all();
    String set = words.takeNegatable("--match-set");
    String flags = all.get(all.size() - 1);
    if (set == null || !Names.isName(set) || !all.get(all.size() - 2).equals(set)) {
      return null;
    }
    List<PacketSide> sides = new ArrayList<>(MAX_SIDES);
    for (String flag : flags.split(",", -1)) {
      if (!flag.equals("src") && !flag.equals("dst")) {
        return null;
      }
      sides.add(flag.equals("src") ? PacketSide.SOURCE : PacketSide.DESTINATION);
    }
    words.takeFlag(flags);
    return sides.size() > MAX_SIDES ? null : new SetMatch(words.wasNegated(), set, sides);
  }

  private Match ipvs(ExtensionWords words) {
    String protocol = words.take("--vproto");
    String address = words.take("--vaddr");
    String port = words.take("--vport");
    if (protocol == null || address == null || port == null) {
      return null;
    }
    String suffix = "/" + family.bits();
    String plain =
        address.endsWith(suffix)
            ? address.substring(0, address.length() - suffix.length())
            : address;
    IpAddress parsed = AddressText.addressOrNull(family, plain);
    String name = ProtocolNames.canonical(protocol);
    for (Protocol transport : Protocol.values()) {
      if (transport.lowerCase().equals(name) && parsed != null && port(port) > 0) {
        return new IpvsMatch(transport, parsed, port(port));
      }
    }
    return null;
  }
}
