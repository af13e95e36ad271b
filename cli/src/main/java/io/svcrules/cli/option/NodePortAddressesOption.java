// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import io.svcrules.iptables.compile.NodePortAddresses;
import io.svcrules.model.Cidr;
import java.util.List;

/** Reads {@code --nodeport-addresses}. */
final class NodePortAddressesOption {
  private static final String PRIMARY = "primary";

  private NodePortAddressesOption() {}

  static NodePortAddresses parse(String text) {
    return of(CommaList.of(text));
  }

  /** The addresses that a list of networks, or the one word {@code primary}, stands for. */
  static NodePortAddresses of(List<String> words) {
    if (words.equals(List.of(PRIMARY))) {
      return new NodePortAddresses(List.of(), true);
    }
    if (words.contains(PRIMARY)) {
      throw new IllegalArgumentException("\"primary\" stands alone, without networks beside it");
    }
    return new NodePortAddresses(words.stream().map(Cidr::parse).toList(), false);
  }
}
