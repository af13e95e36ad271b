// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import io.svcrules.model.resolve.TopologyRule;

/** {@code --topology}: when topology hints count. */
public enum TopologyChoice {
  /** As of Kubernetes 1.33. */
  CURRENT("current", TopologyRule.CURRENT),
  /** As of Kubernetes 1.30. */
  KUBERNETES_1_30("1.30", TopologyRule.KUBERNETES_1_30);

  private final String spelling;
  private final TopologyRule rule;

  TopologyChoice(String spelling, TopologyRule rule) {
    this.spelling = spelling;
    this.rule = rule;
  }

  /** What the resolver is told. */
  public TopologyRule rule() {
    return rule;
  }

  @Override
  public String toString() {
    return spelling;
  }
}
