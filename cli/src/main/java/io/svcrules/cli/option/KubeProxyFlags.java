// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Flags of kube-proxy 1.30 that change no rule. They are accepted so that its whole command line
 * can be pasted. Flags that make it do something else, such as {@code --cleanup}, are not.
 *
 * @param ignored those that were given, by name
 * @param unknown words that are neither ours nor kube-proxy's
 */
public record KubeProxyFlags(Collection<String> ignored, List<String> unknown) {
  private static final Set<String> WITH_VALUE =
      Set.of(
          "--bind-address",
          "--boot-id-file",
          "--config-sync-period",
          "--conntrack-max-per-core",
          "--conntrack-min",
          "--conntrack-tcp-timeout-close-wait",
          "--conntrack-tcp-timeout-established",
          "--conntrack-udp-timeout",
          "--conntrack-udp-timeout-stream",
          "--feature-gates",
          "--healthz-bind-address",
          "--healthz-port",
          "--iptables-min-sync-period",
          "--iptables-sync-period",
          "--ipvs-min-sync-period",
          "--ipvs-sync-period",
          "--kube-api-burst",
          "--kube-api-content-type",
          "--kube-api-qps",
          "--kubeconfig",
          "--log-backtrace-at",
          "--log-dir",
          "--log-file",
          "--log-file-max-size",
          "--log-flush-frequency",
          "--log-json-info-buffer-size",
          "--log-text-info-buffer-size",
          "--logging-format",
          "--machine-id-file",
          "--master",
          "--metrics-bind-address",
          "--metrics-port",
          "--oom-score-adj",
          "--proxy-port-range",
          "--show-hidden-metrics-for-version",
          "--stderrthreshold",
          "--v",
          "--vmodule");

  private static final Set<String> BOOLEAN =
      Set.of(
          "--add-dir-header",
          "--alsologtostderr",
          "--bind-address-hard-fail",
          "--log-json-split-stream",
          "--log-text-split-stream",
          "--logtostderr",
          "--one-output",
          "--profiling",
          "--skip-headers",
          "--skip-log-headers");

  /** Copies both. */
  public KubeProxyFlags {
    ignored = List.copyOf(ignored);
    unknown = List.copyOf(unknown);
  }

  /** Sorts out words that are not options of the command. */
  public static KubeProxyFlags among(List<String> words) {
    Set<String> ignored = new TreeSet<>();
    List<String> unknown = new ArrayList<>();
    for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
      String word = rest.next();
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      if (WITH_VALUE.contains(name)) {
        ignored.add(name);
        if (equals < 0 && rest.hasNext()) {
          rest.next();
        }
      } else if (BOOLEAN.contains(name)) {
        ignored.add(name);
      } else {
        unknown.add(word);
      }
    }
    return new KubeProxyFlags(ignored, unknown);
  }
}
