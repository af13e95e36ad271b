// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

/** {@code -o}: what standard output holds. */
public enum OutputFormat {
  /** What {@code iptables-restore --noflush} takes. */
  SAVE("save"),
  /** The schema of docs/render-json.md. */
  JSON("json");

  private final String spelling;

  OutputFormat(String spelling) {
    this.spelling = spelling;
  }

  @Override
  public String toString() {
    return spelling;
  }
}
