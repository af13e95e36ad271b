// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.rules;

import io.svcrules.cli.env.Diagnostics;
import io.svcrules.cli.env.Environment;
import io.svcrules.cli.input.InputReport;
import io.svcrules.cli.input.ManifestInput;
import io.svcrules.cli.select.ServiceFilter;
import io.svcrules.cli.settings.ChosenNode;
import io.svcrules.cli.settings.ProxySettings;
import io.svcrules.iptables.compile.IptablesCompiler;
import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.model.IpFamily;
import io.svcrules.model.KubeProxyConfig;
import io.svcrules.model.Manifests;
import io.svcrules.model.manifest.KubeProxyConfigReading;
import io.svcrules.model.resolve.ServiceResolver;
import io.svcrules.model.resolve.ServiceTable;
import java.util.List;
import java.util.Optional;

/** Goes the way from options to rules, once. */
final class NodeRulesMaker {
  private final RulesOptions options;
  private final Environment environment;
  private final ServiceFilter filter;
  private final RulesUse use;
  private final Diagnostics diagnostics;

  NodeRulesMaker(
      RulesOptions options, Environment environment, ServiceFilter filter, RulesUse use) {
    this.options = options;
    this.environment = environment;
    this.filter = filter;
    this.use = use;
    this.diagnostics = new Diagnostics(environment);
  }

  Optional<NodeRules> make() {
    Optional<KubeProxyConfig> config = readConfig();
    if (config.isEmpty()) {
      return Optional.empty();
    }
    ProxySettings settings = options.proxy().settings(config.get());
    settings.checkMode();
    ManifestInput input = ManifestInput.read(options.manifests().find(environment));
    boolean strict = options.report().strict();
    new InputReport(diagnostics).tell(input, strict, use.unusable());
    return input.unusable(strict)
        ? Optional.empty()
        : Optional.of(make(settings, input.manifests(), input.leftOut()));
  }

  private Optional<KubeProxyConfig> readConfig() {
    KubeProxyConfigReading reading = options.proxy().readConfig(environment);
    reading.problems().forEach(new InputReport(diagnostics)::tell);
    return reading.config();
  }

  private NodeRules make(ProxySettings settings, Manifests all, List<String> leftOut) {
    Manifests manifests = filter.filter(all);
    ChosenNode node = settings.chooseNode(manifests.nodes(), environment.hostName());
    IptablesConfig config = settings.iptablesConfig(node);
    List<ServiceTable> tables =
        options.families().families(manifests).stream()
            .map(family -> resolve(manifests, family, node))
            .toList();
    tell(settings, manifests, node, config, tables);
    List<FamilyRules> rules =
        tables.stream()
            .map(table -> new FamilyRules(table, IptablesCompiler.compile(table, config)))
            .toList();
    return new NodeRules(node.node().name(), rules, leftOut);
  }

  private ServiceTable resolve(Manifests manifests, IpFamily family, ChosenNode node) {
    return ServiceResolver.resolve(
        manifests, family, node.node(), options.resolution().resolveOptions());
  }

  private void tell(
      ProxySettings settings,
      Manifests manifests,
      ChosenNode node,
      IptablesConfig config,
      List<ServiceTable> tables) {
    RulesReport report = new RulesReport(diagnostics);
    if (options.report().verbose()) {
      report.tellSkipped(tables);
    }
    if (!options.resolution().allowsExternalIps()) {
      report.tellExternalIps(manifests.services());
    }
    report.tellDetector(settings.localDetector());
    report.tellNode(node, manifests, config, tables);
  }
}
