// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.rules;

import io.svcrules.cli.env.Diagnostics;
import io.svcrules.cli.env.Environment;
import io.svcrules.cli.input.InputReport;
import io.svcrules.cli.input.ManifestInput;
import io.svcrules.cli.settings.ChosenNode;
import io.svcrules.cli.settings.NodeSettings;
import io.svcrules.cli.settings.ProxySettings;
import io.svcrules.model.KubeProxyConfig;
import io.svcrules.model.manifest.FieldPlaces;
import io.svcrules.model.manifest.KubeProxyConfigReading;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ServiceResolver;
import io.svcrules.model.resolve.ServiceTable;
import java.util.List;
import java.util.Optional;

/** Goes the way from options to the objects and the node, once. */
final class NodeViewMaker {
  private final RulesOptions options;
  private final Environment environment;
  private final Diagnostics diagnostics;

  NodeViewMaker(RulesOptions options, Environment environment) {
    this.options = options;
    this.environment = environment;
    this.diagnostics = new Diagnostics(environment);
  }

  Optional<NodeView> make(FieldPlaces places) {
    InputReport report = new InputReport(diagnostics);
    KubeProxyConfigReading reading = options.proxy().readConfig(environment);
    reading.problems().forEach(report::tell);
    Optional<KubeProxyConfig> config = reading.config();
    if (config.isEmpty()) {
      return Optional.empty();
    }
    ProxySettings settings = options.proxy().settings(config.get());
    new RulesReport(diagnostics).tellInVain(settings);
    ManifestInput input = ManifestInput.read(options.manifests().find(environment), places);
    boolean strict = options.report().strict();
    report.tell(input, strict, RulesUse.PRINT.unusable());
    return input.unusable(strict) ? Optional.empty() : Optional.of(view(settings, input));
  }

  private NodeView view(ProxySettings settings, ManifestInput input) {
    ChosenNode node = settings.chooseNode(input.manifests().nodes(), environment.hostName());
    ResolveOptions resolve = options.resolution().resolveOptions();
    NodeSettings nodeSettings = settings.nodeSettings(node);
    List<ServiceTable> tables =
        options.families().families(input.manifests()).stream()
            .map(f -> ServiceResolver.resolve(input.manifests(), f, node.node(), resolve))
            .toList();
    NodeServices services =
        new NodeServices(settings, nodeSettings, input.manifests(), tables, input.leftOut());
    RulesReport report = new RulesReport(diagnostics);
    report.tellDetector(settings.localDetector());
    report.tellNode(services);
    return new NodeView(input, services, settings.iptablesConfig(nodeSettings), resolve);
  }
}
