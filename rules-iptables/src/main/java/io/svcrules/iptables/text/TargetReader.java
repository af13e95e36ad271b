// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

import io.svcrules.iptables.DnatTarget;
import io.svcrules.iptables.MarkTarget;
import io.svcrules.iptables.MasqueradeTarget;
import io.svcrules.iptables.OtherTarget;
import io.svcrules.iptables.RejectTarget;
import io.svcrules.iptables.Target;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import java.util.Map;

/**
 * Words of a target to a value. What a value cannot hold exactly stays words; each method gives
 * null for that.
 */
final class TargetReader {
  // Short forms that iptables takes, and what iptables-save prints for them.
  private static final Map<String, String> REJECT_IPV4 =
      Map.ofEntries(
          Map.entry("net-unreach", "icmp-net-unreachable"),
          Map.entry("host-unreach", "icmp-host-unreachable"),
          Map.entry("proto-unreach", "icmp-proto-unreachable"),
          Map.entry("port-unreach", "icmp-port-unreachable"),
          Map.entry("net-prohib", "icmp-net-prohibited"),
          Map.entry("host-prohib", "icmp-host-prohibited"),
          Map.entry("admin-prohib", "icmp-admin-prohibited"),
          Map.entry("tcp-rst", "tcp-reset"));
  private static final Map<String, String> REJECT_IPV6 =
      Map.ofEntries(
          Map.entry("no-route", "icmp6-no-route"),
          Map.entry("adm-prohibited", "icmp6-adm-prohibited"),
          Map.entry("addr-unreach", "icmp6-addr-unreachable"),
          Map.entry("port-unreach", "icmp6-port-unreachable"),
          Map.entry("policy-fail", "icmp6-policy-fail"),
          Map.entry("reject-route", "icmp6-reject-route"));

  private final IpFamily family;

  TargetReader(IpFamily family) {
    this.family = family;
  }

  /** The target, as words if need be. */
  Target read(ExtensionWords words) {
    Target target = known(words);
    return target != null && words.isEmpty() ? target : new OtherTarget(words.name(), words.all());
  }

  private Target known(ExtensionWords words) {
    return switch (words.name()) {
      case "REJECT" -> reject(words);
      case "MARK" -> mark(words);
      case "MASQUERADE" -> new MasqueradeTarget(words.takeFlag("--random-fully"));
      case "DNAT" -> dnat(words);
      default -> null;
    };
  }

  private Target reject(ExtensionWords words) {
    if (words.isEmpty()) {
      return RejectTarget.ofFamily(family);
    }
    String with = words.take("--reject-with");
    Map<String, String> names = family == IpFamily.IPV4 ? REJECT_IPV4 : REJECT_IPV6;
    return with == null || !Names.isName(with)
        ? null
        : new RejectTarget(names.getOrDefault(with, with));
  }

  private static Target mark(ExtensionWords words) {
    if (words.all().size() != 2) {
      return null;
    }
    String option = words.all().get(0);
    String text = words.take(option);
    MaskedNumber number = text == null ? null : MaskedNumber.parse(text);
    if (number == null) {
      return null;
    }
    boolean masked = text.indexOf('/') >= 0;
    return switch (option) {
      case "--set-xmark" -> new MarkTarget(number.value(), number.mask());
      case "--set-mark" -> new MarkTarget(number.value(), number.mask() | number.value());
      case "--or-mark" -> masked ? null : MarkTarget.or(number.value());
      case "--xor-mark" -> masked ? null : MarkTarget.xor(number.value());
      case "--and-mark" -> masked ? null : new MarkTarget(0, ~number.value());
      default -> null;
    };
  }

  private Target dnat(ExtensionWords words) {
    String text = words.take("--to-destination");
    int colon = text == null ? -1 : text.lastIndexOf(':');
    if (colon < 1) {
      return null;
    }
    int start = 0;
    int end = colon;
    if (family == IpFamily.IPV6) {
      if (text.charAt(0) != '[' || text.charAt(colon - 1) != ']') {
        return null;
      }
      start = 1;
      end = colon - 1;
    }
    IpAddress address = end < start ? null : strictAddress(text.substring(start, end));
    long port = Numbers.decimal(text, colon + 1, text.length(), 65535);
    return address == null || port < 1 ? null : new DnatTarget(address, (int) port);
  }

  // Unlike in -s and -d, a shortened address is none here.
  private IpAddress strictAddress(String text) {
    boolean shortened = family == IpFamily.IPV4 && text.chars().filter(c -> c == '.').count() != 3;
    return shortened ? null : AddressText.addressOrNull(family, text);
  }
}
