// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

/**
 * Says something of each kind of target.
 *
 * @param <R> what it says
 */
public interface TargetVisitor<R> {
  /** Of a {@link NoTarget}. */
  R nothing(NoTarget target);

  /** Of a {@link Verdict}. */
  R verdict(Verdict target);

  /** Of a {@link Jump}. */
  R jump(Jump target);

  /** Of a {@link Goto}. */
  R gotoChain(Goto target);

  /** Of a {@link RejectTarget}. */
  R reject(RejectTarget target);

  /** Of a {@link MarkTarget}. */
  R mark(MarkTarget target);

  /** Of a {@link MasqueradeTarget}. */
  R masquerade(MasqueradeTarget target);

  /** Of a {@link DnatTarget}. */
  R dnat(DnatTarget target);

  /** Of a {@link OtherTarget}. */
  R other(OtherTarget target);
}
