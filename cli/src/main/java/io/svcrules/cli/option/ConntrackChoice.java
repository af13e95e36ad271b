// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

/** {@code --conntrack}: what becomes of flows that rules no longer mean. */
public enum ConntrackChoice {
  /** The kernel is made to forget them. */
  AUTO("auto"),
  /** They are left alone. */
  OFF("off");

  private final String spelling;

  ConntrackChoice(String spelling) {
    this.spelling = spelling;
  }

  @Override
  public String toString() {
    return spelling;
  }
}
