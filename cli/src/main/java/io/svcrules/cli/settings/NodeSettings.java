// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.settings;

import io.svcrules.iptables.compile.LocalDetector;
import io.svcrules.iptables.compile.NodePortAddresses;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import java.util.List;

/**
 * What every mode is told about the node and about what an operator may choose.
 *
 * @param chosen the node
 * @param localDetector how traffic of local pods is told from all other
 * @param masqueradeAll whether all traffic to cluster IPs gets the node's source address
 * @param masqueradeBit the bit of the packet mark that asks for a new source address: 0 to 31
 * @param nodePortAddresses on which addresses node ports answer
 */
public record NodeSettings(
    ChosenNode chosen,
    LocalDetector localDetector,
    boolean masqueradeAll,
    int masqueradeBit,
    NodePortAddresses nodePortAddresses) {

  /** The addresses of the node's interfaces, as far as they are known. */
  public List<IpAddress> nodeAddresses() {
    return chosen.interfaceAddresses();
  }

  /** Whether node ports answer on some address that is not a loopback one. */
  boolean answersOutside(IpFamily family) {
    return nodePortAddresses.choose(family, nodeAddresses()).stream()
        .anyMatch(address -> !address.isLoopback());
  }

  /** Whether node ports answer on some address. */
  boolean answers(IpFamily family) {
    return nodePortAddresses.isAll(family)
        || !nodePortAddresses.choose(family, nodeAddresses()).isEmpty();
  }
}
