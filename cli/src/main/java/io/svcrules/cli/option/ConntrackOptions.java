// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import picocli.CommandLine.Option;

/** What becomes of flows. */
public final class ConntrackOptions {
  @Option(
      names = "--conntrack",
      paramLabel = "WHEN",
      description =
          "auto (default): UDP flows to endpoints that are gone, or that came before their service,"
              + " are forgotten, so that they find a live endpoint; off: they are left alone.")
  private ConntrackChoice choice = ConntrackChoice.AUTO;

  /** Whether stale flows are forgotten. */
  public boolean forgets() {
    return choice == ConntrackChoice.AUTO;
  }
}
