// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import io.svcrules.cli.env.UsageException;
import io.svcrules.iptables.compile.NodePortAddresses;
import io.svcrules.model.Cidr;
import java.util.List;

/** Reads {@code --nodeport-addresses}, and {@code nodePortAddresses} of a configuration. */
public final class NodePortAddressesOption {
  private static final String PRIMARY = "primary";

  private NodePortAddressesOption() {}

  /**
   * Reads networks, the word {@code primary}, or both, separated by commas.
   *
   * @throws IllegalArgumentException if a part is neither
   */
  static NodePortAddresses parse(String text) {
    return of(CommaList.of(text));
  }

  /**
   * What was said on the command line, each time the option was given; if it was not, what stands
   * in the configuration.
   *
   * @throws UsageException if {@code primary} does not stand alone
   */
  public static NodePortAddresses merge(List<NodePortAddresses> given, List<String> configured) {
    List<NodePortAddresses> parts = given.isEmpty() ? List.of(of(configured)) : given;
    boolean primary = parts.stream().anyMatch(NodePortAddresses::primary);
    List<Cidr> cidrs = parts.stream().flatMap(part -> part.cidrs().stream()).toList();
    if (primary && !cidrs.isEmpty()) {
      throw new UsageException(
          "--nodeport-addresses: found primary and networks, expected one or the other");
    }
    return new NodePortAddresses(cidrs, primary);
  }

  private static NodePortAddresses of(List<String> words) {
    return new NodePortAddresses(
        words.stream()
            .filter(word -> !word.equals(PRIMARY))
            .map(NodePortAddressesOption::network)
            .toList(),
        words.contains(PRIMARY));
  }

  private static Cidr network(String word) {
    try {
      return NetworkText.parse(word);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage() + "; or " + PRIMARY, e);
    }
  }
}
