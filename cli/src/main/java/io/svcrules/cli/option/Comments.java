// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import io.svcrules.iptables.compile.CommentMode;

/** {@code --comments}: which rules carry comments. */
public enum Comments {
  /** As kube-proxy does: fewer in large clusters. */
  AUTO("auto", CommentMode.AUTO),
  /** All. */
  ALWAYS("always", CommentMode.ALWAYS),
  /** None but those by which kube-proxy and kubelet know their own rules. */
  NEVER("never", CommentMode.NEVER);

  private final String spelling;
  private final CommentMode mode;

  Comments(String spelling, CommentMode mode) {
    this.spelling = spelling;
    this.mode = mode;
  }

  /** What the compiler is told. */
  public CommentMode mode() {
    return mode;
  }

  @Override
  public String toString() {
    return spelling;
  }
}
