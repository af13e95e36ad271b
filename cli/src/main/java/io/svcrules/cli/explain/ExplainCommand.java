// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.explain;

import io.svcrules.cli.env.Environment;
import io.svcrules.cli.env.ExitStatus;
import io.svcrules.cli.env.UsageException;
import io.svcrules.cli.option.ProxyMode;
import io.svcrules.cli.option.ReportFormat;
import io.svcrules.cli.rules.NodeView;
import io.svcrules.cli.rules.RulesOptions;
import io.svcrules.model.IpFamily;
import io.svcrules.model.explain.DnsNames;
import io.svcrules.model.explain.ServiceExplanation;
import io.svcrules.model.manifest.FieldPlaces;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code svcrules explain}: says why a Service works as it does, or why a rule is there. */
@Command(
    name = "explain",
    sortOptions = false,
    customSynopsis = {
      "svcrules explain -f FILE... [NAMESPACE/]SERVICE[:PORT] [OPTION...]",
      "       svcrules explain -f FILE... --chain CHAIN [OPTION...]",
      "       svcrules explain -f FILE... --rule 'LINE' [OPTION...]",
    },
    description =
        "Says which endpoints serve a Service, seen from one node, and which step left out each of"
            + " the others; on which addresses it answers and to whom; its names in DNS and the"
            + " variables that pods get. Or leads a chain or rule back to the field that caused"
            + " it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  svcrules explain -f cluster.yaml shop/web",
      "  svcrules explain -f cluster.yaml --node worker-1 -n shop web:http -o json",
      "  svcrules explain -f cluster.yaml --chain KUBE-SVC-CDGGSHYLG3RE2FKL",
      "  svcrules explain -f cluster.yaml \\",
      "    --rule '-A KUBE-MARK-MASQ -j MARK --or-mark 0x4000'",
      "  svcrules explain -f cluster.yaml --mode ipvs \\",
      "    --rule '-A -t 10.96.0.10:53 -s rr'",
      "",
      "Exit status: 0 explained; 1 the rules have no such chain or rule; 2 wrong usage, no such"
          + " Service, or unusable input; 5 explained, but objects with mistakes were left out.",
    })
public final class ExplainCommand implements Callable<Integer> {
  private final Environment environment;

  @Mixin private RulesOptions rules;

  @Parameters(
      arity = "0..1",
      paramLabel = "SERVICE",
      description = "The Service, and perhaps one of its ports by name or number.")
  private Optional<String> service = Optional.empty();

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description = "The namespace of a Service that is named without one (default: default).")
  private String namespace = "default";

  @Option(
      names = "--chain",
      paramLabel = "CHAIN",
      description =
          "Say of each rule of a chain, or with --mode=ipvs of each element of a set, why it is"
              + " there, and who leads there.")
  private Optional<String> chain = Optional.empty();

  @Option(
      names = "--rule",
      paramLabel = "LINE",
      description =
          "Say why a rule is there: a line of iptables-save, -A CHAIN ...; with --mode=ipvs also one"
              + " of ipvsadm -S or ipset save.")
  private Optional<String> rule = Optional.empty();

  @Option(
      names = "--cluster-domain",
      paramLabel = "DOMAIN",
      description = "The domain of the cluster in DNS (default: cluster.local).")
  private String clusterDomain = DnsNames.DEFAULT_DOMAIN;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text (default): for people; json: docs/explain-json.md.")
  private ReportFormat format = ReportFormat.TEXT;

  /** The command in a process. */
  public ExplainCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    if (Stream.of(service, chain, rule).filter(Optional::isPresent).count() != 1) {
      throw new UsageException("expected one of SERVICE, --chain and --rule");
    }
    Optional<NodeView> view = rules.view(environment, FieldPlaces.FORGOTTEN);
    if (view.isEmpty()) {
      return ExitStatus.USAGE;
    }
    boolean found = service.isPresent() ? explain(view.get()) : lead(view.get());
    if (!found) {
      return ExitStatus.DIFFERENT;
    }
    return view.get().input().leftOut().isEmpty() ? ExitStatus.OK : ExitStatus.LEFT_OUT;
  }

  private boolean explain(NodeView view) throws IOException {
    ServiceReference reference = ServiceReference.parse(service.orElseThrow(), namespace);
    Map<IpFamily, ModeAnswers> modes = ServiceLookup.modes(view);
    ServiceExplanation explanation =
        new ServiceLookup(view, modes, clusterDomain).explain(reference);
    if (format == ReportFormat.JSON) {
      ServiceJson.write(view, modes, explanation, environment.stdout());
    } else {
      print(new ServiceText(view, modes).of(explanation));
    }
    return true;
  }

  private boolean lead(NodeView view) throws IOException {
    Lookup lookup = view.mode() == ProxyMode.IPVS ? new ServerLookup(view) : new RuleLookup(view);
    RuleAnswer answer =
        chain.isPresent() ? lookup.chain(chain.get()) : lookup.rule(rule.orElseThrow());
    if (format == ReportFormat.JSON) {
      RuleJson.write(answer, environment.stdout());
    } else {
      print(RuleText.of(answer));
    }
    return answer.found();
  }

  private void print(String text) throws IOException {
    OutputStream out = environment.stdout();
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
