// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import io.svcrules.iptables.OtherTarget;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a target that svcrules does not write does to a packet.
 *
 * @param kind how the packet goes on
 * @param packet the packet afterwards
 */
record OtherTargetEffect(Kind kind, Packet packet) {
  /** Targets that change nothing that decides where a packet goes (iptables-extensions(8)). */
  private static final Set<String> HARMLESS =
      Set.of(
          "LOG",
          "NFLOG",
          "ULOG",
          "TRACE",
          "AUDIT",
          "TEE",
          "TCPMSS",
          "TCPOPTSTRIP",
          "CHECKSUM",
          "CLASSIFY",
          "TOS",
          "DSCP",
          "ECN",
          "TTL",
          "HL",
          "SECMARK",
          "CONNSECMARK",
          "IDLETIMER",
          "LED",
          "RATEEST",
          "SET");

  private static final IpAddress LOOPBACK_4 = IpAddress.parse("127.0.0.1");
  private static final IpAddress LOOPBACK_6 = IpAddress.parse("::1");

  /** How a packet goes on. */
  enum Kind {
    /** To the next rule, as it is. */
    PASSES,
    /** To the next rule, with marks that are not known. */
    GUESSED,
    /** To the next rule, changed. */
    CHANGES,
    /** To the next table, changed. */
    DECIDES,
    /** Nobody can tell. */
    UNKNOWN
  }

  /** Whether the target leaves every packet as it is. */
  static boolean isHarmless(OtherTarget target) {
    return HARMLESS.contains(target.name());
  }

  static OtherTargetEffect of(OtherTarget target, Packet packet, Host host) {
    if (isHarmless(target)) {
      return new OtherTargetEffect(Kind.PASSES, packet);
    }
    List<String> words = target.arguments();
    return switch (target.name()) {
      case "NOTRACK" -> new OtherTargetEffect(Kind.CHANGES, packet.untracked());
      case "CT" ->
          words.contains("--notrack")
              ? new OtherTargetEffect(Kind.CHANGES, packet.untracked())
              : new OtherTargetEffect(Kind.PASSES, packet);
      case "CONNMARK", "MARK" ->
          new OtherTargetEffect(words.contains("--save-mark") ? Kind.PASSES : Kind.GUESSED, packet);
      case "DNAT" -> dnat(value(words, "--to-destination"), packet);
      case "SNAT" -> snat(value(words, "--to-source"), packet);
      case "REDIRECT" -> redirect(words, packet, host);
      default -> new OtherTargetEffect(Kind.UNKNOWN, packet);
    };
  }

  private static String value(List<String> words, String option) {
    int index = words.indexOf(option);
    return index < 0 || index + 1 == words.size() ? "" : words.get(index + 1);
  }

  private static OtherTargetEffect dnat(String to, Packet packet) {
    Optional<IpAddress> address = IpAddress.tryParse(host(to));
    int port = port(to, packet.destinationPort());
    return address.isEmpty() || port < 0
        ? new OtherTargetEffect(Kind.UNKNOWN, packet)
        : new OtherTargetEffect(
            Kind.DECIDES, packet.withDestination(address.get(), port, Packet.Rewrite.DONE));
  }

  private static OtherTargetEffect snat(String to, Packet packet) {
    Optional<IpAddress> address = IpAddress.tryParse(host(to));
    return address.isEmpty()
        ? new OtherTargetEffect(Kind.UNKNOWN, packet)
        : new OtherTargetEffect(
            Kind.DECIDES, packet.withSource(address.get(), Packet.Rewrite.DONE));
  }

  /** To the node itself: net/netfilter/nf_nat_redirect.c. */
  private static OtherTargetEffect redirect(List<String> words, Packet packet, Host host) {
    IpFamily family = packet.destination().family();
    IpAddress loopback = family == IpFamily.IPV4 ? LOOPBACK_4 : LOOPBACK_6;
    Optional<IpAddress> own =
        packet.in().equals(Device.NONE) ? Optional.of(loopback) : host.primary(family);
    String ports = value(words, "--to-ports");
    int port = ports.isEmpty() ? packet.destinationPort() : number(ports);
    return own.isEmpty() || port < 0
        ? new OtherTargetEffect(Kind.UNKNOWN, packet)
        : new OtherTargetEffect(
            Kind.DECIDES, packet.withDestination(own.get(), port, Packet.Rewrite.DONE));
  }

  /** The address of {@code address}, {@code address:port}, {@code [address]:port}. */
  private static String host(String to) {
    if (to.startsWith("[")) {
      int end = to.indexOf(']');
      return end < 0 ? "" : to.substring(1, end);
    }
    int colon = to.indexOf(':');
    return colon < 0 || to.indexOf(':', colon + 1) >= 0 ? to : to.substring(0, colon);
  }

  /** The port; negative if it is no single one. */
  private static int port(String to, int ifAbsent) {
    String behind = to.substring(to.startsWith("[") ? to.indexOf(']') + 1 : host(to).length());
    return behind.isEmpty() ? ifAbsent : number(behind.substring(1));
  }

  private static int number(String text) {
    boolean digits =
        !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    int number = digits ? Integer.parseInt(text) : -1;
    return number >= 1 && number <= 65535 ? number : -1;
  }
}
