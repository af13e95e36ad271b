// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.flow.Frontends;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.iptables.kernel.StepProgress;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.model.IpFamily;
import java.util.Optional;

/** A packet filter that notes where services are asked by the rules that are read first. */
final class FrontendWatch implements PacketFilter {
  private final PacketFilter filter;
  private Optional<Frontends> before = Optional.empty();

  FrontendWatch(PacketFilter filter) {
    this.filter = filter;
  }

  /** Nowhere if no rules were read. */
  Frontends before() {
    return before.orElse(Frontends.NONE);
  }

  @Override
  public IpFamily family() {
    return filter.family();
  }

  @Override
  public Ruleset read() {
    Ruleset rules = filter.read();
    before = before.or(() -> Optional.of(Frontends.ofRules(rules)));
    return rules;
  }

  @Override
  public void apply(IptablesPlan plan) {
    filter.apply(plan);
  }

  @Override
  public void apply(IptablesPlan plan, StepProgress progress) {
    filter.apply(plan, progress);
  }
}
