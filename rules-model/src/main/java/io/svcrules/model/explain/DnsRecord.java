// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.explain;

/**
 * A record that the cluster's DNS server has.
 *
 * @param name the owner's name, without the dot of the root
 * @param type such as {@code A}, {@code AAAA}, {@code SRV}, {@code CNAME}, {@code PTR}
 * @param data the value in the presentation format; names without the dot of the root
 */
public record DnsRecord(String name, String type, String data) implements Comparable<DnsRecord> {
  @Override
  public int compareTo(DnsRecord other) {
    int byName = name.compareTo(other.name);
    int byType = byName != 0 ? byName : type.compareTo(other.type);
    return byType != 0 ? byType : data.compareTo(other.data);
  }

  /** {@code name type data}. */
  @Override
  public String toString() {
    return name + ' ' + type + ' ' + data;
  }
}
