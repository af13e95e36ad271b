// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.apply;

import io.svcrules.cli.live.FamilyResult;
import io.svcrules.cli.live.KernelTask;
import io.svcrules.cli.option.ProxyMode;
import java.util.List;

/** How one mode brings a kernel to what it should hold, and takes the place of the other mode. */
interface Applying {
  /** The mode. */
  ProxyMode mode();

  /** What brings each family there. */
  List<KernelTask> tasks();

  /**
   * What removes the other mode of a family, in its order.
   *
   * @param applied the family, which holds all that it should: from now on this mode serves
   */
  List<KernelTask> removals(FamilyResult applied);
}
