// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.trace;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Files that hold what a kernel holds, as its own programs print it. */
final class DumpOptions {
  @Option(
      names = "--iptables-save",
      paramLabel = "FILE",
      description =
          "IPv4 rules as iptables-save prints them, of whatever machine; - is standard input. If"
              + " nothing is in the file, the machine has no rules.")
  private Optional<Path> ipv4 = Optional.empty();

  @Option(
      names = "--ip6tables-save",
      paramLabel = "FILE",
      description = "IPv6 rules as ip6tables-save prints them.")
  private Optional<Path> ipv6 = Optional.empty();

  @Option(
      names = "--ipvsadm-save",
      paramLabel = "FILE",
      description = "Virtual servers as ipvsadm -Sn prints them.")
  private Optional<Path> ipvsadm = Optional.empty();

  @Option(
      names = "--ipset-save",
      paramLabel = "FILE",
      description = "Sets as ipset save prints them.")
  private Optional<Path> ipset = Optional.empty();

  Optional<Path> ipv4() {
    return ipv4;
  }

  Optional<Path> ipv6() {
    return ipv6;
  }

  Optional<Path> ipvsadm() {
    return ipvsadm;
  }

  Optional<Path> ipset() {
    return ipset;
  }

  /** The name of the first option that was given; empty if none was. */
  Optional<String> given() {
    return Stream.of(
            ipv4.map(file -> "--iptables-save"),
            ipv6.map(file -> "--ip6tables-save"),
            ipvsadm.map(file -> "--ipvsadm-save"),
            ipset.map(file -> "--ipset-save"))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Whether rules come from files. */
  boolean holdRules() {
    return ipv4.isPresent() || ipv6.isPresent();
  }

  /** Whether virtual servers and all sets that rules look into come from files. */
  boolean holdServers() {
    return ipvsadm.isPresent() && ipset.isPresent();
  }
}
