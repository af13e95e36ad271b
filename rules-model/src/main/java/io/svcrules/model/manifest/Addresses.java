// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Addresses and networks in string fields. */
final class Addresses {
  static final String ADDRESS = "an IPv4 or IPv6 address";
  static final String NETWORK = "a network such as 192.0.2.0/24 or 2001:db8::/64";

  private Addresses() {}

  /** The addresses; what is none is a problem. */
  static List<IpAddress> required(Fields fields, List<TextField> texts) {
    List<IpAddress> addresses = new ArrayList<>(texts.size());
    for (TextField text : texts) {
      Optional<IpAddress> address = IpAddress.tryParse(text.text());
      address.ifPresentOrElse(addresses::add, () -> fields.reject(text, ADDRESS));
    }
    return addresses;
  }

  /** The address; what is none is left out with a warning. */
  static Optional<IpAddress> lenient(Fields fields, TextField text) {
    Optional<IpAddress> address = IpAddress.tryParse(text.text());
    if (address.isEmpty()) {
      fields.ignore(text, ADDRESS);
    }
    return address;
  }

  /** The networks, blanks around them left out; what is none is a problem. */
  static List<Cidr> networks(Fields fields, List<TextField> texts) {
    List<Cidr> networks = new ArrayList<>(texts.size());
    for (TextField text : texts) {
      Optional<Cidr> network = Cidr.tryParse(text.text().strip());
      network.ifPresentOrElse(networks::add, () -> fields.reject(text, NETWORK));
    }
    return networks;
  }
}
