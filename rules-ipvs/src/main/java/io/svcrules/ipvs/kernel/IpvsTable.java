// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.ipvs.IpvsSnapshot;
import io.svcrules.ipvs.plan.IpvsChange;
import io.svcrules.model.IpFamily;
import java.util.List;

/** The kernel's virtual servers, addresses, sets, rules and settings. */
public interface IpvsTable {

  /**
   * What is there now, others' things included.
   *
   * @throws IpvsTableException if the kernel refuses to tell
   */
  IpvsSnapshot read(IpFamily family);

  /**
   * Carries out changes in their order, and stops at the first that the kernel refuses: those
   * before it stay.
   *
   * @throws IpvsTableException if the kernel refuses a change
   */
  void apply(IpFamily family, List<IpvsChange> changes);
}
