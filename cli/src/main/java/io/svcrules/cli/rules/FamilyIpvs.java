// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.rules;

import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.plan.PlanOptions;
import io.svcrules.model.IpFamily;
import io.svcrules.model.resolve.ServiceTable;

/**
 * The virtual servers of one family, all they need, and what they were made from.
 *
 * @param services the resolved services
 * @param compiled their virtual servers
 * @param options what the way there depends on
 */
public record FamilyIpvs(ServiceTable services, CompiledIpvs compiled, PlanOptions options) {

  /** The family. */
  public IpFamily family() {
    return services.family();
  }
}
