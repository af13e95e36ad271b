// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.text;

import io.svcrules.ipvs.BoundAddress;
import io.svcrules.model.IpAddress;
import java.util.Collection;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The syntax of {@code ip addr show dev kube-ipvs0}, as far as it is about addresses. */
public final class AddressText {
  /** What else {@code ip addr} prints: the link layer address, life times, alternative names. */
  private static final Set<String> ASIDE =
      Set.of("link/ether", "link/none", "valid_lft", "altname");

  private AddressText() {}

  /** A line for each address: {@code inet 10.96.0.1/32 scope global}. */
  public static String write(Collection<BoundAddress> addresses) {
    StringBuilder out = new StringBuilder(addresses.size() * 40);
    for (BoundAddress address : addresses) {
      out.append(address.familyWord()).append(' ');
      address.appendTo(out);
      out.append(" scope global\n");
    }
    return out.toString();
  }

  /**
   * Reads what {@link #write} writes and what {@code ip addr show} prints of one device.
   *
   * @throws IpvsTextException if a line is something else
   */
  public static SortedSet<BoundAddress> parse(String text) {
    SortedSet<BoundAddress> addresses = new TreeSet<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (!line.isBlank()) {
        read(new TextLine(number, line), addresses);
      }
    }
    return addresses;
  }

  private static void read(TextLine line, SortedSet<BoundAddress> addresses) {
    String word = line.next();
    if (word.equals("inet") || word.equals("inet6")) {
      String[] parts = line.next().split("/", -1);
      IpAddress address = line.address(parts[0]);
      int length = parts.length == 2 ? line.port(parts[1]) : address.family().bits();
      if (parts.length > 2 || length > address.family().bits()) {
        throw line.refuse("not an address with a prefix length");
      }
      BoundAddress bound = new BoundAddress(address, length);
      if (!bound.familyWord().equals(word)) {
        throw line.refuse("the address is of the other family");
      }
      addresses.add(bound);
    } else if (!ASIDE.contains(word) && !word.endsWith(":")) {
      throw line.refuse("\"" + word + "\" is not expected");
    }
  }
}
