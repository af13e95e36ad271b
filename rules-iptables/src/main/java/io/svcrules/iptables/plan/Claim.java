// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.plan;

import io.svcrules.iptables.DestinationMatch;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.ProtocolMatch;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.TransportMatch;
import java.util.Optional;

/**
 * The packets a dispatch rule asks for. Two rules of one chain whose claims differ never meet the
 * same packet, so their order means nothing; of two with one claim the first has it.
 *
 * @param destination the condition on the address, if there is one
 * @param protocol the condition on the protocol, if there is one
 * @param port the destination port, or 0
 */
record Claim(Optional<DestinationMatch> destination, Optional<ProtocolMatch> protocol, int port) {

  static Claim of(Rule rule) {
    DestinationMatch destination = null;
    ProtocolMatch protocol = null;
    int port = 0;
    for (Match match : rule.matches()) {
      if (match instanceof DestinationMatch found) {
        destination = found;
      } else if (match instanceof ProtocolMatch found) {
        protocol = found;
      } else if (match instanceof TransportMatch found) {
        port = found.destinationPort();
      }
    }
    return new Claim(Optional.ofNullable(destination), Optional.ofNullable(protocol), port);
  }
}
