// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import io.svcrules.iptables.compile.NodePortAddresses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** kube-proxy's flags that decide on iptables rules. */
public final class IptablesOptions {
  @Option(
      names = "--masquerade-all",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOL",
      description = "Masquerade all traffic to cluster IPs (default false).")
  private Optional<Boolean> masqueradeAll = Optional.empty();

  @Option(
      names = "--iptables-masquerade-bit",
      paramLabel = "BIT",
      description = "The bit of the packet mark that asks for masquerading: 0 to 31 (default 14).")
  private Optional<MarkBit> masqueradeBit = Optional.empty();

  @Option(
      names = "--iptables-localhost-nodeports",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOL",
      description = "Let node ports answer on IPv4 loopback addresses (default true).")
  private Optional<Boolean> localhostNodePorts = Optional.empty();

  @Option(
      names = "--nodeport-addresses",
      paramLabel = "CIDR[,CIDR]",
      description =
          "The networks of the node's addresses that node ports answer on, or primary; without"
              + " it, all addresses. Repeatable.")
  private List<NodePortAddresses> nodePortAddresses = new ArrayList<>();

  @Option(
      names = "--conntrack-tcp-be-liberal",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOL",
      description =
          "The node has nf_conntrack_tcp_be_liberal set, so invalid packets are not dropped"
              + " (default false).")
  private Optional<Boolean> conntrackTcpBeLiberal = Optional.empty();

  @Option(
      names = "--comments",
      paramLabel = "WHEN",
      description = "auto (default, as kube-proxy: fewer in large clusters), always or never.")
  private Comments comments = Comments.AUTO;

  /** Whether all traffic to cluster IPs is masqueraded, if said. */
  public Optional<Boolean> masqueradeAll() {
    return masqueradeAll;
  }

  /** The bit of the mark, if said: 0 to 31. */
  public Optional<Integer> masqueradeBit() {
    return masqueradeBit.map(MarkBit::number);
  }

  /** Whether node ports answer on loopback, if said. */
  public Optional<Boolean> localhostNodePorts() {
    return localhostNodePorts;
  }

  /** Where node ports answer: as many values as the option was given. */
  public List<NodePortAddresses> nodePortAddresses() {
    return List.copyOf(nodePortAddresses);
  }

  /** Whether connection tracking on the node is liberal, if said. */
  public Optional<Boolean> conntrackTcpBeLiberal() {
    return conntrackTcpBeLiberal;
  }

  /** Which rules carry comments. */
  public Comments comments() {
    return comments;
  }
}
