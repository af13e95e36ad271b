// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.rules;

import io.svcrules.cli.env.Diagnostics;
import io.svcrules.cli.env.Environment;
import io.svcrules.cli.input.InputReport;
import io.svcrules.cli.input.ManifestInput;
import io.svcrules.cli.option.ProxyMode;
import io.svcrules.cli.select.ServiceFilter;
import io.svcrules.cli.settings.ChosenNode;
import io.svcrules.cli.settings.NodeSettings;
import io.svcrules.cli.settings.ProxySettings;
import io.svcrules.model.IpFamily;
import io.svcrules.model.KubeProxyConfig;
import io.svcrules.model.Manifests;
import io.svcrules.model.manifest.KubeProxyConfigReading;
import io.svcrules.model.resolve.ServiceResolver;
import io.svcrules.model.resolve.ServiceTable;
import java.util.List;
import java.util.Optional;

/** Goes the way from options to the services of a node, once. */
final class NodeServicesMaker {
  private final RulesOptions options;
  private final Environment environment;
  private final ServiceFilter filter;
  private final RulesUse use;
  private final Diagnostics diagnostics;

  NodeServicesMaker(
      RulesOptions options, Environment environment, ServiceFilter filter, RulesUse use) {
    this.options = options;
    this.environment = environment;
    this.filter = filter;
    this.use = use;
    this.diagnostics = new Diagnostics(environment);
  }

  Optional<NodeServices> make() {
    Optional<KubeProxyConfig> config = readConfig();
    if (config.isEmpty()) {
      return Optional.empty();
    }
    ProxySettings settings = options.proxy().settings(config.get());
    new RulesReport(diagnostics).tellInVain(settings);
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

  private NodeServices make(ProxySettings settings, Manifests all, List<String> leftOut) {
    Manifests manifests = filter.filter(all);
    filter.doubt(all).ifPresent(diagnostics::warning);
    ChosenNode chosen = choose(settings, manifests);
    NodeSettings node = settings.nodeSettings(chosen);
    List<ServiceTable> tables =
        options.families().families(manifests).stream()
            .map(family -> resolve(manifests, family, chosen))
            .toList();
    NodeServices services = new NodeServices(settings, node, manifests, tables, leftOut);
    tell(services);
    return services;
  }

  /** A virtual server is of one address, so what counts is what the interfaces really have. */
  private ChosenNode choose(ProxySettings settings, Manifests manifests) {
    ChosenNode chosen = settings.chooseNode(manifests.nodes(), environment.hostName());
    return use.isLive() && settings.mode() == ProxyMode.IPVS
        ? chosen.onInterfaces(environment.ipvs().nodeAddresses())
        : chosen;
  }

  private ServiceTable resolve(Manifests manifests, IpFamily family, ChosenNode node) {
    return ServiceResolver.resolve(
        manifests, family, node.node(), options.resolution().resolveOptions());
  }

  private void tell(NodeServices services) {
    RulesReport report = new RulesReport(diagnostics);
    if (options.report().verbose()) {
      report.tellSkipped(services.tables());
    }
    if (!options.resolution().allowsExternalIps()) {
      report.tellExternalIps(services.manifests().services());
    }
    report.tellDetector(services.settings().localDetector());
    report.tellNode(services);
  }
}
