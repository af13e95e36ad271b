// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.text.AddressText;
import java.util.stream.Collectors;

/**
 * What the usual tools say of a node.
 *
 * @param node the node
 */
public record KernelTools(KernelNode node) {

  /** All virtual servers: {@code ipvsadm -Sn}. */
  public String ipvsadm() {
    return node.run("ipvsadm", "-Sn");
  }

  /** All sets, but for what the kernel chooses by itself: {@code ipset save}. */
  public String ipset() {
    return node.run("ipset", "save")
        .lines()
        .map(line -> line.replaceAll(" (?:bucketsize \\d+|initval \\w+)", ""))
        .collect(Collectors.joining("\n"));
  }

  /** The addresses of our device, as {@code ip addr} tells them. */
  public String addresses() {
    return AddressText.write(
        AddressText.parse(node.run("ip", "addr", "show", "dev", BoundAddress.DEVICE)));
  }
}
