// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

/**
 * What packets of a case must show.
 *
 * @param verdict what becomes of connections
 * @param reach the endpoints they reach; with affinity, one of them for each client
 * @param rewritten whether endpoints see an address of the node instead of the client's. An
 *     endpoint that reaches itself always sees the node's, or its answer would not come back
 */
public record Outcome(Verdict verdict, Reach reach, boolean rewritten) {
  /** All endpoints see the client. */
  public static final Outcome ALL = new Outcome(Verdict.DELIVERED, Reach.ALL, false);

  /** All endpoints see the node. */
  public static final Outcome ALL_M = new Outcome(Verdict.DELIVERED, Reach.ALL, true);

  /** Local endpoints see the client. */
  public static final Outcome LOCAL = new Outcome(Verdict.DELIVERED, Reach.LOCAL, false);

  /** Local endpoints see the node. */
  public static final Outcome LOCAL_M = new Outcome(Verdict.DELIVERED, Reach.LOCAL, true);

  /** Nobody answers. */
  public static final Outcome DROPPED = new Outcome(Verdict.DROPPED, Reach.NONE, false);

  /** Refused at once. */
  public static final Outcome REJECTED = new Outcome(Verdict.REJECTED, Reach.NONE, false);

  /** Not the rules' business. */
  public static final Outcome UNTOUCHED = new Outcome(Verdict.UNTOUCHED, Reach.NONE, false);

  /** The short form of the table: {@code all M}, {@code local}, {@code dropped}. */
  @Override
  public String toString() {
    String what = verdict == Verdict.DELIVERED ? reach.name() : verdict.name();
    return rewritten ? what + " M" : what;
  }
}
