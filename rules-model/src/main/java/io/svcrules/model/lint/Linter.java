// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.lint;

import io.svcrules.model.Manifests;
import io.svcrules.model.resolve.ResolveOptions;
import java.util.List;

/** Looks for everything that will bite. */
public final class Linter {
  private static final List<LintRule> RULES =
      List.of(
          new AddressClaimedTwice(),
          new NodePortClaimedTwice(),
          new NodePortOnNode(),
          new LocalPolicyBlackHole(),
          new PortMismatch(),
          new TargetPortDiffers(),
          new NoEndpoints(),
          new DuplicateEndpoint(),
          new SourceRangesIdle(),
          new SourceRangesBypassed(),
          new EndpointAddresses(),
          new ExternalIpShadows(),
          new AffinityMemory());

  private Linter() {}

  /**
   * All findings, sorted. The work grows with the objects, not with the pairs of them.
   *
   * @param facts what the node tells of itself
   */
  public static List<LintFinding> lint(
      Manifests manifests, LintScope scope, ResolveOptions options, NodeFacts facts) {
    LintInput input = new LintInput(manifests, scope, options, facts);
    LintReport report = new LintReport();
    RULES.forEach(rule -> rule.check(input, report));
    return report.findings();
  }
}
