// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import io.svcrules.model.Cidr;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of mode ipvs; where kube-proxy has them too, under its names. */
public final class IpvsOptions {
  @Option(
      names = "--ipvs-scheduler",
      paramLabel = "NAME[,FLAG]",
      description =
          "ipvs: how virtual servers choose real servers, such as rr (default), wrr, lc, sh or mh.")
  private Optional<String> scheduler = Optional.empty();

  @Option(
      names = "--ipvs-exclude-cidrs",
      paramLabel = "CIDR[,CIDR]",
      description =
          "ipvs: networks whose addresses and virtual servers are left to others. Repeatable.")
  private List<CidrList> excludeCidrs = new ArrayList<>();

  @Option(
      names = "--ipvs-strict-arp",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOL",
      description =
          "ipvs: answer ARP on each interface for its own addresses only (default false).")
  private Optional<Boolean> strictArp = Optional.empty();

  @Option(
      names = "--ipvs-tcp-timeout",
      paramLabel = "DURATION",
      description =
          "ipvs: when idle TCP connections are forgotten, such as 15m; 0 (default) leaves the"
              + " kernel's value.")
  private Optional<Duration> tcpTimeout = Optional.empty();

  @Option(
      names = "--ipvs-tcpfin-timeout",
      paramLabel = "DURATION",
      description = "ipvs: the same of TCP connections after a FIN.")
  private Optional<Duration> tcpFinTimeout = Optional.empty();

  @Option(
      names = "--ipvs-udp-timeout",
      paramLabel = "DURATION",
      description = "ipvs: the same of UDP flows.")
  private Optional<Duration> udpTimeout = Optional.empty();

  @Option(
      names = "--ipvs-local-fallback",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOL",
      description =
          "ipvs: under a Local policy without endpoints on this node go to those of other nodes, as"
              + " kube-proxy does, instead of dropping (default false).")
  private Optional<Boolean> localFallback = Optional.empty();

  @Option(
      names = "--drain-timeout",
      paramLabel = "DURATION",
      description =
          "ipvs: how long a removed real server may keep its TCP connections (default 15m); 0: not"
              + " at all.")
  private Optional<Duration> drainTimeout = Optional.empty();

  /** The names of the options that were given. */
  public List<String> given() {
    List<String> given = new ArrayList<>();
    add(given, "--drain-timeout", drainTimeout.isPresent());
    add(given, "--ipvs-exclude-cidrs", !excludeCidrs.isEmpty());
    add(given, "--ipvs-local-fallback", localFallback.isPresent());
    add(given, "--ipvs-scheduler", scheduler.isPresent());
    add(given, "--ipvs-strict-arp", strictArp.isPresent());
    add(given, "--ipvs-tcp-timeout", tcpTimeout.isPresent());
    add(given, "--ipvs-tcpfin-timeout", tcpFinTimeout.isPresent());
    add(given, "--ipvs-udp-timeout", udpTimeout.isPresent());
    return given;
  }

  private static void add(List<String> given, String name, boolean isGiven) {
    if (isGiven) {
      given.add(name);
    }
  }

  /** The scheduler, with flags behind commas, if said. */
  public Optional<String> scheduler() {
    return scheduler.filter(name -> !name.isBlank());
  }

  /** The networks left to others, if said. */
  public Optional<List<Cidr>> excludeCidrs() {
    return excludeCidrs.isEmpty()
        ? Optional.empty()
        : Optional.of(excludeCidrs.stream().flatMap(list -> list.cidrs().stream()).toList());
  }

  /** Whether ARP is answered strictly, if said. */
  public Optional<Boolean> strictArp() {
    return strictArp;
  }

  /** When idle TCP connections are forgotten, if said. */
  public Optional<Duration> tcpTimeout() {
    return tcpTimeout;
  }

  /** When TCP connections are forgotten after a FIN, if said. */
  public Optional<Duration> tcpFinTimeout() {
    return tcpFinTimeout;
  }

  /** When idle UDP flows are forgotten, if said. */
  public Optional<Duration> udpTimeout() {
    return udpTimeout;
  }

  /** Whether a Local policy falls back to all endpoints, if said. */
  public Optional<Boolean> localFallback() {
    return localFallback;
  }

  /** How long a removed real server may keep its connections, if said. */
  public Optional<Duration> drainTimeout() {
    return drainTimeout;
  }
}
