// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.text;

import io.svcrules.ipvs.IpSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The syntax of {@code ipset save}, which {@code ipset restore} takes. */
public final class IpsetText {
  private IpsetText() {}

  /**
   * What was read.
   *
   * @param sets the sets of types that svcrules uses, in the order of the text
   * @param others the lines of all other sets, which are somebody else's
   */
  public record Parsed(List<IpSet> sets, List<String> others) {

    /** Copies the lists. */
    public Parsed {
      sets = List.copyOf(sets);
      others = List.copyOf(others);
    }
  }

  /** The sets, each followed by its elements. */
  public static String write(Collection<IpSet> sets) {
    StringBuilder out = new StringBuilder(sets.size() * 96);
    for (IpSet set : sets) {
      set.appendTo(out);
    }
    return out.toString();
  }

  /**
   * Reads what {@link #write} and ipset write. What the kernel chose by itself is left out: the
   * size of the hash table, the size of its buckets, its random seed.
   *
   * @throws IpvsTextException if a line is something else
   */
  public static Parsed parse(String text) {
    IpsetParser parser = new IpsetParser();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (!line.isBlank()) {
        parser.read(new TextLine(number, line), line);
      }
    }
    return new Parsed(parser.sets(), new ArrayList<>(parser.others()));
  }
}
