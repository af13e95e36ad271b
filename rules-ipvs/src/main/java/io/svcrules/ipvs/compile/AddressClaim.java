// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.compile;

import io.svcrules.model.ServicePortName;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * The wish of a service port to be served at an address and port. Of rivals the least one gets it:
 * cluster IPs are allocated, so they come first; then the older Service, then its name.
 *
 * @param kind by which field the service port has the address
 * @param created when its Service was created; unknown is youngest
 * @param name the service port
 */
public record AddressClaim(AddressKind kind, Optional<Instant> created, ServicePortName name)
    implements Comparable<AddressClaim> {
  private static final Comparator<AddressClaim> ORDER =
      Comparator.comparing((AddressClaim claim) -> claim.kind() != AddressKind.CLUSTER_IP)
          .thenComparing(claim -> claim.created().orElse(Instant.MAX))
          .thenComparing(AddressClaim::name);

  /** The claim of a fragment to one of its addresses. */
  public static AddressClaim of(IpvsFragment fragment, ServedAddress address) {
    return new AddressClaim(address.kind(), fragment.created(), fragment.name());
  }

  @Override
  public int compareTo(AddressClaim other) {
    return ORDER.compare(this, other);
  }
}
