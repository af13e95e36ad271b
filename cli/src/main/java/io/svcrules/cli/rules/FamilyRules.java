// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.rules;

import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.model.IpFamily;
import io.svcrules.model.resolve.ServiceTable;

/**
 * The rules of one family and what they were made from.
 *
 * @param services the resolved services
 * @param compiled their rules
 */
public record FamilyRules(ServiceTable services, CompiledRuleset compiled) {

  /** The family. */
  public IpFamily family() {
    return services.family();
  }
}
