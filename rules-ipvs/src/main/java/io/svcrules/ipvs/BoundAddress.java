// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs;

import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;

/**
 * An address on the device {@link #DEVICE}. Order: by address, then the wider network first.
 *
 * @param address the address
 * @param prefixLength the length of the network it was given with; 32 or 128 if it is ours
 */
public record BoundAddress(IpAddress address, int prefixLength)
    implements Comparable<BoundAddress> {
  /** The dummy device that holds the addresses of virtual servers, as kube-proxy names it. */
  public static final String DEVICE = "kube-ipvs0";

  /** An address as svcrules binds it. */
  public static BoundAddress host(IpAddress address) {
    return new BoundAddress(address, address.family().bits());
  }

  /** Whether it is bound the way svcrules and kube-proxy do. */
  public boolean isHost() {
    return prefixLength == address.family().bits();
  }

  /** Appends {@code address/length}. */
  public void appendTo(StringBuilder out) {
    address.appendTo(out);
    out.append('/').append(prefixLength);
  }

  /** The word of {@code ip addr} that says the family. */
  public String familyWord() {
    return address.family() == IpFamily.IPV4 ? "inet" : "inet6";
  }

  @Override
  public int compareTo(BoundAddress other) {
    int byAddress = address.compareTo(other.address);
    return byAddress != 0 ? byAddress : Integer.compare(prefixLength, other.prefixLength);
  }

  /** {@code address/length}. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(43);
    appendTo(out);
    return out.toString();
  }
}
