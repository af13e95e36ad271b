// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.rules;

import io.svcrules.cli.env.Diagnostics;
import io.svcrules.cli.option.ProxyMode;
import io.svcrules.cli.settings.LocalDetectorChoice;
import io.svcrules.cli.settings.NodeDoubts;
import io.svcrules.cli.settings.ProxySettings;
import io.svcrules.model.Service;
import io.svcrules.model.resolve.ServiceTable;
import io.svcrules.model.resolve.SkipReason;
import io.svcrules.model.resolve.SkippedService;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Tells people what they should know about rules that are made. */
final class RulesReport {
  private final Diagnostics diagnostics;

  RulesReport(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Tells of each Service that gives no rules, once if the family is not the reason. */
  void tellSkipped(List<ServiceTable> tables) {
    Set<String> lines = new TreeSet<>();
    for (ServiceTable table : tables) {
      for (SkippedService skipped : table.skipped()) {
        lines.add(skippedLine(skipped, table));
      }
    }
    lines.forEach(diagnostics::note);
  }

  private static String skippedLine(SkippedService skipped, ServiceTable table) {
    return skipped.reason() == SkipReason.OTHER_FAMILY
        ? skipped + " for " + table.family().kubernetesName()
        : skipped.toString();
  }

  /** Tells of each Service whose external IPs are not served. */
  void tellExternalIps(Collection<Service> services) {
    for (Service service : services) {
      if (!service.externalIps().isEmpty()) {
        diagnostics.warning(
            service.name() + ": spec.externalIPs are ignored (--allow-external-ips=false)");
      }
    }
  }

  /** Tells of options about a mode that is not asked for. */
  void tellInVain(ProxySettings settings) {
    List<String> inVain = settings.ipvs().given();
    if (settings.mode() == ProxyMode.IPTABLES && !inVain.isEmpty()) {
      diagnostics.warning("ignored, as the mode is not ipvs: " + String.join(", ", inVain));
    }
  }

  void tellDetector(LocalDetectorChoice choice) {
    if (choice.lacksClusterCidr()) {
      diagnostics.warning(
          "--detect-local-mode=ClusterCIDR without --cluster-cidr: traffic of local pods cannot be"
              + " told from other");
    }
  }

  void tellNode(NodeServices services) {
    new NodeDoubts(services.node(), services.mode())
        .about(services.manifests(), services.tables())
        .forEach(diagnostics::warning);
  }
}
