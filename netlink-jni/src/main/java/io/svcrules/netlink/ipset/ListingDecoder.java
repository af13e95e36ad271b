// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.ipset;

import static io.svcrules.netlink.ipset.IpsetUapi.*;

import io.svcrules.netlink.AttributeReader;
import io.svcrules.netlink.NetlinkMessage;
import io.svcrules.netlink.netfilter.NetfilterHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts listed sets together: a big one comes in several messages, of which only the first has its
 * header. Sets of types that are not known here are passed over.
 */
final class ListingDecoder {

  private final Consumer<IpsetListing> sets;
  private String name = "";
  private IpsetListing header;
  private List<IpsetEntry> entries = new ArrayList<>();

  /** Decodes into a consumer of whole sets. */
  ListingDecoder(Consumer<IpsetListing> sets) {
    this.sets = sets;
  }

  /** Reads one message of a dump. */
  void accept(NetlinkMessage message) {
    AttributeReader attributes = NetfilterHeader.attributes(message);
    String type = "";
    int family = 0;
    while (attributes.next()) {
      switch (attributes.type()) {
        case IPSET_ATTR_SETNAME -> enter(attributes.string());
        case IPSET_ATTR_TYPENAME -> type = attributes.string();
        case IPSET_ATTR_FAMILY -> family = attributes.u8();
        case IPSET_ATTR_DATA -> readHeader(type, family, attributes.nested());
        case IPSET_ATTR_ADT -> readEntries(attributes.nested());
        default -> {} // Protocol, revision, index.
      }
    }
    attributes.finish();
  }

  private void enter(String newName) {
    if (!newName.equals(name)) {
      finish();
      name = newName;
    }
  }

  private void readHeader(String type, int family, AttributeReader data) {
    for (IpsetType known : IpsetType.values()) {
      if (known.toString().equals(type)) {
        header = SpecCodec.decode(name, known, family, data);
      }
    }
  }

  private void readEntries(AttributeReader list) {
    if (header == null) {
      return;
    }
    while (list.next()) {
      if (list.type() == IPSET_ATTR_DATA) {
        entries.add(EntryCodec.decode(header.spec().type(), list.nested()));
      }
    }
  }

  /** Says that the dump is over. */
  void finish() {
    if (header != null) {
      sets.accept(new IpsetListing(header.spec(), header.references(), entries));
    }
    name = "";
    header = null;
    entries = new ArrayList<>();
  }
}
