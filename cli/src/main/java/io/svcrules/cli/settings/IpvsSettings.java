// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.settings;

import io.svcrules.cli.env.UsageException;
import io.svcrules.cli.option.IpvsOptions;
import io.svcrules.ipvs.IpvsTimeouts;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.model.KubeProxyConfig;
import java.time.Duration;
import java.util.Optional;

/** What was asked for of mode ipvs: options, behind them a configuration file, then defaults. */
public final class IpvsSettings {
  /** {@code INT_MAX / HZ} at HZ 1000: net/netfilter/ipvs/ip_vs_ctl.c ip_vs_set_timeout. */
  private static final int LONGEST_TIMEOUT = Integer.MAX_VALUE / 1000;

  /** Thresholds of real servers, which hold deadlines, have 32 bits; 31 years leave room. */
  private static final int LONGEST_DRAIN = 1_000_000_000;

  private final IpvsOptions options;
  private final KubeProxyConfig.Ipvs file;

  /** The part about IPVS of all that was asked for. */
  public IpvsSettings(ProxySettings settings) {
    this.options = settings.ipvs();
    this.file = settings.ipvsConfig();
  }

  /**
   * What the compiler is told.
   *
   * @param connReuseMode whether the kernel is older than 5.9 and wants {@code conn_reuse_mode} off
   * @throws UsageException if a value cannot be used
   */
  public IpvsConfig config(NodeSettings node, boolean connReuseMode) {
    IpvsConfig defaults = IpvsConfig.builder().build();
    return IpvsConfig.builder()
        .scheduler(scheduler(defaults.scheduler()))
        .excludeCidrs(options.excludeCidrs().orElse(file.excludeCidrs()))
        .strictArp(options.strictArp().or(file::strictArp).orElse(false))
        .timeouts(timeouts())
        .drainSeconds(
            options
                .drainTimeout()
                .map(value -> seconds("--drain-timeout", value, LONGEST_DRAIN))
                .orElse(defaults.drainSeconds()))
        .localFallback(options.localFallback().orElse(false))
        .masqueradeAll(node.masqueradeAll())
        .masqueradeBit(node.masqueradeBit())
        .localDetector(node.localDetector())
        .nodePortAddresses(node.nodePortAddresses())
        .nodeAddresses(node.nodeAddresses())
        .connReuseMode(connReuseMode)
        .build();
  }

  private String scheduler(String usual) {
    String name = options.scheduler().or(file::scheduler).orElse(usual);
    if (!IpvsConfig.isScheduler(name)) {
      throw new UsageException(
          "--ipvs-scheduler: found \""
              + name
              + "\", expected one of "
              + String.join(", ", IpvsConfig.schedulers())
              + "; sh and mh take flags: mh,mh-fallback");
    }
    return name;
  }

  private IpvsTimeouts timeouts() {
    return new IpvsTimeouts(
        timeout("--ipvs-tcp-timeout", options.tcpTimeout().or(file::tcpTimeout)),
        timeout("--ipvs-tcpfin-timeout", options.tcpFinTimeout().or(file::tcpFinTimeout)),
        timeout("--ipvs-udp-timeout", options.udpTimeout().or(file::udpTimeout)));
  }

  private static int timeout(String option, Optional<Duration> value) {
    return value.map(found -> seconds(option, found, LONGEST_TIMEOUT)).orElse(0);
  }

  /** Whole seconds, as kube-proxy cuts them. */
  private static int seconds(String option, Duration value, int longest) {
    if (value.toSeconds() > longest) {
      throw new UsageException(
          option + ": found " + value.toSeconds() + " seconds, expected at most " + longest);
    }
    return (int) value.toSeconds();
  }
}
