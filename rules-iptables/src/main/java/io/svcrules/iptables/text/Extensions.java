// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The names that iptables' own extensions use. */
final class Extensions {
  private static final Set<String> TRANSPORT =
      Set.of("--dport", "--destination-port", "--sport", "--source-port");

  /** The options of each extension that is read into a value. */
  private static final Map<String, Set<String>> OPTIONS =
      Map.ofEntries(
          Map.entry("comment", Set.of("--comment")),
          Map.entry("tcp", withTransport("--tcp-flags", "--syn", "--tcp-option")),
          Map.entry("udp", TRANSPORT),
          Map.entry("sctp", withTransport("--chunk-types")),
          Map.entry(
              "conntrack",
              Set.of(
                  "--ctstate",
                  "--ctproto",
                  "--ctorigsrc",
                  "--ctorigdst",
                  "--ctreplsrc",
                  "--ctrepldst",
                  "--ctorigsrcport",
                  "--ctorigdstport",
                  "--ctreplsrcport",
                  "--ctrepldstport",
                  "--ctstatus",
                  "--ctexpire",
                  "--ctdir")),
          Map.entry("state", Set.of("--state")),
          Map.entry("mark", Set.of("--mark")),
          Map.entry(
              "addrtype",
              Set.of("--src-type", "--dst-type", "--limit-iface-in", "--limit-iface-out")),
          Map.entry("statistic", Set.of("--mode", "--probability", "--every", "--packet")),
          Map.entry(
              "recent",
              Set.of(
                  "--set",
                  "--rcheck",
                  "--update",
                  "--remove",
                  "--seconds",
                  "--reap",
                  "--hitcount",
                  "--rttl",
                  "--name",
                  "--rsource",
                  "--rdest",
                  "--mask")),
          Map.entry("set", Set.of("--match-set")),
          Map.entry("ipvs", Set.of("--vproto", "--vaddr", "--vport")),
          Map.entry("LOG", Set.of("--log-prefix", "--log-level")),
          Map.entry("REJECT", Set.of("--reject-with")),
          Map.entry(
              "MARK", Set.of("--set-mark", "--set-xmark", "--and-mark", "--or-mark", "--xor-mark")),
          Map.entry("MASQUERADE", Set.of("--random", "--random-fully", "--to-ports")),
          Map.entry("DNAT", Set.of("--to-destination", "--random", "--persistent")));

  /** Those of the options above that have no value. */
  private static final Set<String> FLAGS =
      Set.of(
          "--syn",
          "--limit-iface-in",
          "--limit-iface-out",
          "--set",
          "--rcheck",
          "--update",
          "--remove",
          "--reap",
          "--rttl",
          "--rsource",
          "--rdest",
          "--random",
          "--random-fully",
          "--persistent");

  /** Options that load the match of the rule's protocol if it is not there yet. */
  private static final Set<String> PROTOCOL_OPTIONS =
      Set.of(
          "--dport",
          "--destination-port",
          "--sport",
          "--source-port",
          "--syn",
          "--tcp-flags",
          "--tcp-option",
          "--chunk-types",
          "--icmp-type",
          "--icmpv6-type");

  /** The targets that iptables comes with; other names are chains. */
  private static final Set<String> TARGETS =
      Set.of(
          "AUDIT",
          "CHECKSUM",
          "CLASSIFY",
          "CLUSTERIP",
          "CONNMARK",
          "CONNSECMARK",
          "CT",
          "DNAT",
          "DNPT",
          "DSCP",
          "ECN",
          "HL",
          "HMARK",
          "IDLETIMER",
          "LED",
          "LOG",
          "MARK",
          "MASQUERADE",
          "NETMAP",
          "NFLOG",
          "NFQUEUE",
          "NOTRACK",
          "QUEUE",
          "RATEEST",
          "REDIRECT",
          "REJECT",
          "SECMARK",
          "SET",
          "SNAT",
          "SNPT",
          "SYNPROXY",
          "TCPMSS",
          "TCPOPTSTRIP",
          "TEE",
          "TOS",
          "TPROXY",
          "TRACE",
          "TTL",
          "ULOG");

  private Extensions() {}

  private static Set<String> withTransport(String... more) {
    Set<String> all = new HashSet<>(TRANSPORT);
    all.addAll(Set.of(more));
    return Set.copyOf(all);
  }

  /** Whether the extension is known to have the option. */
  static boolean owns(String extension, String option) {
    Set<String> options = OPTIONS.get(extension);
    return options != null && options.contains(option);
  }

  /** Whether the extension is known to have the option, and it has a value. */
  static boolean hasValue(String extension, String option) {
    return owns(extension, option) && !FLAGS.contains(option);
  }

  /** Whether the option loads the match of the protocol. */
  static boolean isProtocolOption(String option) {
    return PROTOCOL_OPTIONS.contains(option);
  }

  /** Whether the name is that of a target. */
  static boolean isTarget(String name) {
    return TARGETS.contains(name);
  }
}
