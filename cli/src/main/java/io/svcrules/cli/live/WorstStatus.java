// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.live;

import io.svcrules.cli.env.ExitStatus;
import java.util.List;

/** The exit status of something that has several parts: that of the part that went worst. */
public final class WorstStatus {
  private static final List<Integer> BAD_TO_WORSE =
      List.of(
          ExitStatus.OK,
          ExitStatus.LEFT_OUT,
          ExitStatus.UNAVAILABLE,
          ExitStatus.NOT_PERMITTED,
          ExitStatus.DIFFERENT);

  private int worst = ExitStatus.OK;

  /** Takes a part into account. */
  public void add(int status) {
    if (BAD_TO_WORSE.indexOf(status) > BAD_TO_WORSE.indexOf(worst)) {
      worst = status;
    }
  }

  /** The status so far. */
  public int get() {
    return worst;
  }
}
