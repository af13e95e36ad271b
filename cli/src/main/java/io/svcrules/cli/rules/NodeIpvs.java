// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.rules;

import io.svcrules.cli.env.Diagnostics;
import io.svcrules.cli.settings.IpvsSettings;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.compile.IpvsCompiler;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.compile.IpvsProblem;
import io.svcrules.ipvs.compile.ServiceFacts;
import io.svcrules.ipvs.plan.PlanOptions;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.resolve.ServiceTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a node should have in mode ipvs.
 *
 * @param nodeName the node, in lower case
 * @param config what it was made with
 * @param families those asked for, IPv4 first
 */
public record NodeIpvs(String nodeName, IpvsConfig config, List<FamilyIpvs> families) {

  /** Copies the families. */
  public NodeIpvs {
    families = List.copyOf(families);
  }

  /**
   * Compiles the services of a node.
   *
   * @param connReuseMode whether the kernel is older than 5.9 and wants {@code conn_reuse_mode} off
   * @throws io.svcrules.cli.env.UsageException if an option about IPVS cannot be used
   */
  public static NodeIpvs of(NodeServices services, boolean connReuseMode) {
    IpvsConfig config = config(services, connReuseMode);
    Map<NamespacedName, ServiceFacts> facts = ServiceFacts.of(services.manifests());
    List<FamilyIpvs> families = new ArrayList<>();
    for (ServiceTable table : services.tables()) {
      CompiledIpvs compiled = IpvsCompiler.compile(table, facts, config);
      families.add(new FamilyIpvs(table, compiled, PlanOptions.of(compiled, config)));
    }
    return new NodeIpvs(services.nodeName(), config, families);
  }

  /**
   * What was asked for of mode ipvs.
   *
   * @throws io.svcrules.cli.env.UsageException if an option about IPVS cannot be used
   */
  public static IpvsConfig config(NodeServices services, boolean connReuseMode) {
    return new IpvsSettings(services.settings()).config(services.node(), connReuseMode);
  }

  /** Warns of what Services ask for and do not get, once if it is so in both families. */
  public NodeIpvs tellProblems(Diagnostics diagnostics) {
    SortedSet<IpvsProblem> problems = new TreeSet<>();
    families.forEach(family -> problems.addAll(family.compiled().problems()));
    problems.forEach(problem -> diagnostics.warning(problem.toString()));
    return this;
  }
}
