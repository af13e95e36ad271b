// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A client that asks an address of a service on a node, and what must become of it.
 *
 * @param options the options of the node
 * @param service the service
 * @param client who asks
 * @param address the address asked
 * @param versions the address families for which this holds
 * @param expected what packets must show
 */
public record TrafficCase(
    NodeOptions options,
    ServiceShape service,
    Client client,
    Address address,
    Set<IpVersion> versions,
    Outcome expected) {

  /** Copies the families. */
  public TrafficCase {
    versions = Collections.unmodifiableSet(EnumSet.copyOf(versions));
  }

  /** The case as a sentence. */
  @Override
  public String toString() {
    return client + " asks " + address + " of a service with " + service + ": " + expected;
  }
}
