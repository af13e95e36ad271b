// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.lint;

import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Networks that can be asked for an address without going through all of them. */
final class NetworkSet {
  private final Set<Cidr> networks;
  private final Set<Integer> lengths = new TreeSet<>();

  NetworkSet(Collection<Cidr> networks) {
    this.networks = new HashSet<>(networks);
    networks.forEach(network -> lengths.add(network.prefixLength()));
  }

  /** The widest network that holds the address. */
  Optional<Cidr> find(IpAddress address) {
    for (int length : lengths) {
      if (length <= address.family().bits()) {
        Cidr candidate = new Cidr(address, length);
        if (networks.contains(candidate)) {
          return Optional.of(candidate);
        }
      }
    }
    return Optional.empty();
  }
}
