// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A set in the kernel that rules look packets up in.
 *
 * @param definition how it is created
 * @param entries its elements, sorted
 */
public record IpSet(IpSetDefinition definition, SortedSet<IpSetEntry> entries) {

  /** Copies the elements and refuses those of another type. */
  public IpSet {
    entries = Collections.unmodifiableSortedSet(new TreeSet<>(entries));
    for (IpSetEntry entry : entries) {
      if (entry.type() != definition.type()) {
        throw new IllegalArgumentException(entry.text() + " cannot be in " + definition.name());
      }
    }
  }

  /** A set of these elements. */
  public static IpSet of(IpSetDefinition definition, Collection<IpSetEntry> entries) {
    return new IpSet(definition, new TreeSet<>(entries));
  }

  /** Its name. */
  public String name() {
    return definition.name();
  }

  /** Appends the lines of {@code ipset save}. */
  public void appendTo(StringBuilder out) {
    definition.appendTo(out);
    out.append('\n');
    for (IpSetEntry entry : entries) {
      out.append("add ").append(name()).append(' ');
      entry.appendTo(out);
      out.append('\n');
    }
  }
}
