// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What came of the questions of one order.
 *
 * @param counts how often each thing came: {@code ENDPOINT SOURCE} for an answer by an endpoint
 *     that saw that source, {@code silent}, {@code refused}, {@code forbidden} by a rule of the
 *     sender, or {@code failed} and why; sorted
 */
public record Answers(Map<String, Integer> counts) {

  /** Copies and sorts. */
  public Answers {
    counts = Collections.unmodifiableMap(new TreeMap<>(counts));
  }

  /** How many questions there were. */
  public int total() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Whether every question came to this. */
  public boolean all(String what) {
    return counts.keySet().equals(Set.of(what));
  }

  /** How often each endpoint answered, whatever source it saw; in the lab's spelling. */
  public Map<String, Integer> byEndpoint() {
    Map<String, Integer> byEndpoint = new TreeMap<>();
    counts.forEach((what, count) -> byEndpoint.merge(what.split(" ", 2)[0], count, Integer::sum));
    return byEndpoint;
  }

  /** The endpoints that answered; also words for what else happened. */
  public Set<String> who() {
    return new TreeSet<>(byEndpoint().keySet());
  }
}
