// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.trace;

import io.svcrules.cli.env.Diagnostics;
import io.svcrules.cli.env.Environment;
import io.svcrules.cli.env.ExitStatus;
import io.svcrules.cli.env.UsageException;
import io.svcrules.cli.input.InputReport;
import io.svcrules.cli.input.ManifestInput;
import io.svcrules.cli.option.AddressAndPort;
import io.svcrules.cli.option.ReportFormat;
import io.svcrules.cli.option.TraceClient;
import io.svcrules.cli.option.TraceTarget;
import io.svcrules.cli.option.VariantOptions;
import io.svcrules.cli.rules.NodeServices;
import io.svcrules.cli.rules.RulesOptions;
import io.svcrules.cli.rules.RulesUse;
import io.svcrules.cli.select.ServiceFilter;
import io.svcrules.iptables.kernel.ChangedRulesException;
import io.svcrules.iptables.trace.Host;
import io.svcrules.model.IpAddress;
import io.svcrules.model.Service;
import io.svcrules.model.manifest.ManifestFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code svcrules trace}: follows a packet to an endpoint, or to what keeps it from one. */
@Command(
    name = "trace",
    sortOptions = false,
    customSynopsis = "svcrules trace --from CLIENT --to TARGET [OPTION...]",
    description =
        "Follows the first packet of a connection through the rules of a node, and says where it"
            + " may end: at which endpoints with which shares, seen from which address, or at the"
            + " rule that refuses it. The node is the one that objects ask for (-f), the one whose"
            + " rules are in files, or this machine, which needs root.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  svcrules trace -f services.yaml --from pod --to 10.96.0.10:53/udp",
      "  svcrules trace -f services.yaml --mode=ipvs --from outside --to nodeport:30080",
      "  sudo svcrules trace --from 10.244.1.5 --to shop/web:http",
      "  svcrules trace --iptables-save rules.txt --from node \\",
      "    --node-ip 192.168.1.5 --to shop/web",
      "  svcrules trace -f services.yaml --from pod --to shop/web -o json |",
      "    jq '.traces[].outcomes'",
      "",
      "Exit status: 0 every packet reaches an endpoint; 1 some do not; 2 wrong usage or unusable"
          + " input; 3 the kernel's rules cannot be reached; 4 not permitted: needs root.",
    })
public final class TraceCommand implements Callable<Integer> {
  /** Enough for a pipe at once: pipe(7), 64 KiB. */
  private static final int BUFFER = 1 << 16;

  private final Environment environment;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "CLIENT",
      description = "Who asks: pod (on the node), node, localhost, outside, or IP[:PORT].")
  private TraceClient from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "TARGET",
      description =
          "Whom: IP:PORT[/PROTOCOL], NAMESPACE/SERVICE[:PORT] or nodeport:PORT[/PROTOCOL]; the"
              + " protocol is tcp (default), udp or sctp.")
  private TraceTarget to;

  @Option(
      names = "--in-interface",
      paramLabel = "DEVICE",
      description = "The network device the packet comes in by; without it, one no rule names.")
  private Optional<String> in = Optional.empty();

  @Option(
      names = "--seen",
      paramLabel = "IP:PORT",
      description = "An endpoint that remembers the client by session affinity; without it, none.")
  private Optional<String> seen = Optional.empty();

  @Option(
      names = "--names",
      paramLabel = "FILE",
      description =
          "Services in YAML or JSON that tell the addresses of a service named by --to, if the rules"
              + " of the node do not: those of mode ipvs name none. Repeatable.")
  private List<Path> names = new ArrayList<>();

  @Mixin private RulesOptions rules;
  @Mixin private DumpOptions files;
  @Mixin private VariantOptions variant;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text (default): for people; json: the same for programs.")
  private ReportFormat format = ReportFormat.TEXT;

  /** The command in a process. */
  public TraceCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    Optional<NodeViews> views = views(false);
    if (views.isEmpty()) {
      return ExitStatus.USAGE;
    }
    List<Followed> followed;
    try {
      followed = follow(views.get());
    } catch (ChangedRulesException e) {
      followed = follow(views(true).orElseThrow());
    }
    OutputStream out = new BufferedOutputStream(environment.stdout(), BUFFER);
    switch (format) {
      case TEXT -> TraceText.write(followed, out);
      case JSON -> TraceJson.write(views.get().source(), from, followed, out);
    }
    out.flush();
    boolean delivered = followed.stream().allMatch(one -> one.trace().isDelivered());
    return delivered ? views.get().exitStatus() : ExitStatus.DIFFERENT;
  }

  private List<Followed> follow(NodeViews views) throws IOException {
    return new Follower(views, new ClientPlace(from, in), to, seenEndpoint(), namedServices())
        .follow();
  }

  /** The Services of the files that only tell names. */
  private List<Service> namedServices() {
    if (names.isEmpty()) {
      return List.of();
    }
    List<String> files = names.stream().map(Path::toString).toList();
    ManifestInput input =
        ManifestInput.read(
            ManifestFiles.find(files, environment.directory(), false, environment.stdin()));
    InputReport report = new InputReport(new Diagnostics(environment));
    input.problems().forEach(report::tell);
    return List.copyOf(input.manifests().services());
  }

  private Optional<AddressAndPort> seenEndpoint() {
    return seen.map(
        text ->
            AddressAndPort.tryParse(text)
                .filter(endpoint -> endpoint.port() != 0)
                .orElseThrow(
                    () -> new UsageException("--seen: found \"" + text + "\", expected IP:PORT")));
  }

  private Optional<NodeViews> views(boolean whole) {
    if (rules.areObjectsGiven()) {
      if (files.holdRules()) {
        throw new UsageException("-f and --iptables-save exclude each other: which node is meant?");
      }
      Optional<NodeServices> made = rules.make(environment, ServiceFilter.ALL, RulesUse.PRINT);
      return made.map(services -> ObjectViews.of(services, new Diagnostics(environment)));
    }
    List<IpAddress> named = rules.nodeIps();
    if (files.holdRules()) {
      return Optional.of(
          new DumpViews(environment, files, family -> Host.of(named, List.of())).ofFiles());
    }
    return Optional.of(new KernelViews(environment, variant.variant(), files, named).all(whole));
  }
}
