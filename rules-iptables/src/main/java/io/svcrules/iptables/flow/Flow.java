// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.flow;

import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;

/**
 * A flow that connection tracking remembers: as long as it does, no rule of table nat is asked
 * again where its packets go.
 *
 * @param protocol the transport protocol
 * @param client who sent the first packet
 * @param destination where the client sends
 * @param answering who answers: the destination itself, or what took its place
 * @param id the kernel's number for it, which tells it from most later ones of the same ends; 0 if
 *     not known
 */
public record Flow(
    Protocol protocol,
    TransportAddress client,
    TransportAddress destination,
    TransportAddress answering,
    int id) {

  /** The family of all addresses. */
  public IpFamily family() {
    return destination.address().family();
  }

  /** Whether another answers than the one the client speaks to. */
  public boolean isRedirected() {
    return !answering.equals(destination);
  }
}
