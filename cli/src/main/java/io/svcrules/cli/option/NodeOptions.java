// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import io.svcrules.model.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which node the rules are for. */
public final class NodeOptions {
  @Option(
      names = {"--hostname-override", "--node"},
      paramLabel = "NAME",
      description =
          "The node whose rules are made; without it, the only Node object, or else this machine.")
  private Optional<String> hostnameOverride = Optional.empty();

  @Option(
      names = "--node-ip",
      paramLabel = "IP[,IP]",
      description = "Addresses of the node; without it, those of its Node object. Repeatable.")
  private List<IpAddressList> nodeIps = new ArrayList<>();

  /** The name the node is given; an empty one is none, as with kube-proxy. */
  public Optional<String> hostnameOverride() {
    return hostnameOverride.filter(name -> !name.isBlank());
  }

  /** The addresses the node is given; empty if it is given none. */
  public List<IpAddress> nodeIps() {
    return nodeIps.stream().flatMap(list -> list.addresses().stream()).toList();
  }
}
