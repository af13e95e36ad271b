// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.rules;

import io.svcrules.cli.env.Environment;
import io.svcrules.cli.option.FamilyOptions;
import io.svcrules.cli.option.ManifestOptions;
import io.svcrules.cli.option.ReportOptions;
import io.svcrules.cli.option.ResolutionOptions;
import io.svcrules.cli.select.ServiceFilter;
import io.svcrules.cli.settings.ProxyOptions;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.manifest.FieldPlaces;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** All options that decide what a node should have. */
public final class RulesOptions {
  @Mixin private ManifestOptions manifests;
  @Mixin private FamilyOptions families;
  @Mixin private ProxyOptions proxy;
  @Mixin private ResolutionOptions resolution;
  @Mixin private ReportOptions report;

  /**
   * Reads the objects, resolves the services, and tells people what they should know.
   *
   * @param filter which Services count
   * @param use what the rules are for
   * @return empty if the input cannot be used; the reason has been told
   */
  public Optional<NodeServices> make(Environment environment, ServiceFilter filter, RulesUse use) {
    return new NodeServicesMaker(this, environment, filter, use).make();
  }

  /** Whether objects are named to make rules of. */
  public boolean areObjectsGiven() {
    return manifests.areGiven();
  }

  /** The families asked for; all if none were. */
  public List<IpFamily> askedFamilies() {
    return families.families();
  }

  /** The addresses the node is given; empty if it is given none. */
  public List<IpAddress> nodeIps() {
    return proxy.nodeIps();
  }

  /** Whether details are told on standard error. */
  public boolean verbose() {
    return report.verbose();
  }

  /**
   * Reads the objects and what is known of the node, and tells people what they should know.
   *
   * @param places whether the view knows where each object stands
   * @return empty if the input cannot be used; the reason has been told
   */
  public Optional<NodeView> view(Environment environment, FieldPlaces places) {
    return new NodeViewMaker(this, environment).make(places);
  }

  ManifestOptions manifests() {
    return manifests;
  }

  FamilyOptions families() {
    return families;
  }

  ProxyOptions proxy() {
    return proxy;
  }

  ResolutionOptions resolution() {
    return resolution;
  }

  ReportOptions report() {
    return report;
  }
}
