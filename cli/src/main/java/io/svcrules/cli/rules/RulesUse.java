// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.rules;

/** What rules are made for; told when there will be none. */
public enum RulesUse {
  /** Rules are shown. */
  PRINT("nothing is printed", false),
  /** Rules are compared with those of a kernel. */
  COMPARE("nothing is printed", true),
  /** Rules are brought into a kernel. */
  APPLY("nothing is applied", true);

  private final String unusable;
  private final boolean live;

  RulesUse(String unusable, boolean live) {
    this.unusable = unusable;
    this.live = live;
  }

  /** Whether they are for the machine that this process runs on. */
  boolean isLive() {
    return live;
  }

  /** What follows from input that cannot be used. */
  public String unusable() {
    return unusable;
  }
}
