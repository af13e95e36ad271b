// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.rules;

/** What rules are made for; told when there will be none. */
public enum RulesUse {
  /** Rules are shown. */
  PRINT("nothing is printed"),
  /** Rules are brought into a kernel. */
  APPLY("nothing is applied");

  private final String unusable;

  RulesUse(String unusable) {
    this.unusable = unusable;
  }

  /** What follows from input that cannot be used. */
  public String unusable() {
    return unusable;
  }
}
