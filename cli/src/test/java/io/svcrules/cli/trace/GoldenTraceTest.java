// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.compile.CommentMode;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.IptablesCompiler;
import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.iptables.compile.LocalDetector;
import io.svcrules.iptables.compile.NodePortAddresses;
import io.svcrules.iptables.text.IptablesTextParser;
import io.svcrules.iptables.trace.CompiledReasons;
import io.svcrules.iptables.trace.Explanation;
import io.svcrules.iptables.trace.Host;
import io.svcrules.iptables.trace.Outcome;
import io.svcrules.iptables.trace.Probe;
import io.svcrules.iptables.trace.Reasons;
import io.svcrules.iptables.trace.Surroundings;
import io.svcrules.iptables.trace.Trace;
import io.svcrules.iptables.trace.Tracer;
import io.svcrules.iptables.trace.Visit;
import io.svcrules.iptables.trace.WrittenReasons;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.compile.IpvsCompiler;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.compile.ServiceFacts;
import io.svcrules.ipvs.text.IpsetText;
import io.svcrules.ipvs.text.IpvsadmText;
import io.svcrules.ipvs.trace.ConstantRuleReasons;
import io.svcrules.ipvs.trace.IpvsTracers;
import io.svcrules.ipvs.trace.KnownServers;
import io.svcrules.ipvs.trace.KnownSets;
import io.svcrules.ipvs.trace.ServerReasons;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.Node;
import io.svcrules.model.manifest.ManifestReader;
import io.svcrules.model.manifest.ManifestSource;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ServiceResolver;
import io.svcrules.model.resolve.ServiceTable;
import io.svcrules.testdata.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What kube-proxy left in a kernel does to packets what the objects ask for. */
class GoldenTraceTest {
  private static final List<Cidr> PODS =
      List.of(Cidr.parse("10.244.0.0/16"), Cidr.parse("fd00:10:244::/56"));
  private static final List<IpAddress> CLIENTS =
      Stream.of(
              "10.244.1.200",
              "10.244.1.11",
              "192.0.2.7",
              "198.51.100.9",
              "192.168.7.7",
              "fd00:10:244:1::200",
              "2001:db8:1::7")
          .map(IpAddress::parse)
          .toList();

  static Stream<Path> iptables() {
    return folders("scenarios").filter(f -> f.getFileName().toString().startsWith("kube-proxy-"));
  }

  static Stream<Path> ipvs() {
    return folders("scenarios-ipvs").filter(f -> Files.exists(f.resolve("kube-proxy.ipvsadm")));
  }

  private static Stream<Path> folders(String name) {
    try (Stream<Path> folders = Files.list(TestData.root().resolve(name))) {
      return folders.filter(Files::isDirectory).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("iptables")
  void aDumpDoesWhatTheObjectsAskFor(Path folder) {
    for (IpFamily family : IpFamily.values()) {
      Golden golden = new Golden(folder, family);
      Tracer dump = Tracer.of(golden.saved(), Surroundings.of(golden.host()));
      Tracer made = Tracer.of(golden.compiled().ruleset(), Surroundings.of(golden.host()));
      for (Probe probe : Ends.probes(golden.services(), golden.host(), CLIENTS, true)) {
        assertEquals(Ends.of(made.trace(probe)), Ends.of(dump.trace(probe)), probe.toString());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("iptables")
  void rulesTellTheSameReasonsAsTheirCompiler(Path folder) {
    for (IpFamily family : IpFamily.values()) {
      Golden golden = new Golden(folder, family);
      CompiledReasons compiled = CompiledReasons.of(golden.compiled());
      Tracer made = Tracer.of(golden.compiled().ruleset(), Surroundings.of(golden.host()));
      for (Probe probe : Ends.probes(golden.services(), golden.host(), CLIENTS, true)) {
        for (Outcome outcome : made.trace(probe).outcomes()) {
          assertEquals(
              without(compiled.ofPath(outcome.path())),
              without(new WrittenReasons().ofPath(outcome.path())));
        }
      }
    }
  }

  /** The rules for external and for load balancer addresses that nobody serves are the same. */
  private static List<String> without(List<Optional<Explanation>> reasons) {
    return reasons.stream()
        .map(
            one ->
                one.orElseThrow()
                    .toString()
                    .replaceAll("status.loadBalancer.ingress|spec.externalIPs", "?")
                    .replaceAll("load balancer IP on|external IP on", "?")
                    .replaceAll("admits the node itself.*", "admits clients of a source range]"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("ipvs")
  void aDumpOfVirtualServersDoesWhatTheObjectsAskFor(Path folder) {
    int compared = 0;
    for (IpFamily family : IpFamily.values()) {
      Golden golden = new Golden(folder, family);
      IpvsState state = golden.ipvs();
      Host host = IpvsTracers.bound(state, golden.host());
      Tracer made = IpvsTracers.of(state, golden.host());
      Tracer dump =
          Tracer.of(
              golden.saved(),
              new Surroundings(
                  host,
                  KnownSets.of(IpsetText.parse(golden.ipsets()).sets()),
                  KnownServers.of(IpvsadmText.parse(golden.read("kube-proxy.ipvsadm"))),
                  Set.of()));
      for (Probe probe : Ends.probes(golden.services(), host, CLIENTS, true)) {
        Trace trace = dump.trace(probe);
        assertEquals(Ends.of(made.trace(probe)), Ends.of(trace), probe.toString());
        compared++;
      }
    }
    assertTrue(compared > 0 || folder.endsWith("headless-externalname"), folder.toString());
  }

  /** Only virtual servers themselves need the objects to tell whose they are. */
  @ParameterizedTest
  @MethodSource("ipvs")
  void everyStepOnTheWayToVirtualServersHasItsReason(Path folder) {
    for (IpFamily family : IpFamily.values()) {
      Golden golden = new Golden(folder, family);
      IpvsState state = golden.ipvs();
      Host host = IpvsTracers.bound(state, golden.host());
      Reasons rules = new ConstantRuleReasons(family);
      Reasons all = ServerReasons.of(golden.compiledIpvs()).or(rules);
      Tracer made = IpvsTracers.of(state, golden.host());
      for (Probe probe : Ends.probes(golden.services(), host, CLIENTS, true)) {
        for (Outcome outcome : made.trace(probe).outcomes()) {
          for (Visit visit : outcome.path()) {
            assertTrue(all.of(visit).isPresent(), visit.toString());
            boolean set = visit.text().contains("--match-set KUBE-");
            assertTrue(!set || rules.of(visit).isPresent(), visit.toString());
          }
        }
      }
    }
  }

  private record Golden(Path folder, IpFamily family) {

    String read(String file) {
      try {
        return Files.exists(folder.resolve(file)) ? Files.readString(folder.resolve(file)) : "";
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Ruleset saved() {
      String name = family == IpFamily.IPV4 ? "iptables-save" : "ip6tables-save";
      return IptablesTextParser.parseSaved(family, read("kube-proxy." + name)).orThrow();
    }

    /** The file is sorted, so elements stand before their sets. */
    String ipsets() {
      List<String> lines = new ArrayList<>(read("kube-proxy.ipset").lines().toList());
      lines.sort(Comparator.comparing((String line) -> line.startsWith("add")));
      return String.join("\n", lines);
    }

    Manifests manifests() {
      return ManifestReader.read(
              List.of(
                  ManifestSource.ofText("input.yaml", read("input.yaml")),
                  ManifestSource.ofText("node.yaml", read("node.yaml"))))
          .manifests();
    }

    Node node() {
      return manifests().nodes().get(0);
    }

    Host host() {
      return Host.of(node().addresses(), List.of());
    }

    ServiceTable services() {
      return ServiceResolver.resolve(manifests(), family, node(), ResolveOptions.DEFAULT);
    }

    CompiledRuleset compiled() {
      List<IpAddress> addresses = new ArrayList<>(node().addresses());
      addresses.addAll(List.of(IpAddress.parse("127.0.0.1"), IpAddress.parse("::1")));
      return IptablesCompiler.compile(
          services(),
          new IptablesConfig(
              new LocalDetector.PodCidr(PODS),
              read("args").contains("--masquerade-all"),
              IptablesConfig.DEFAULT_MASQUERADE_BIT,
              true,
              NodePortAddresses.ALL,
              addresses,
              CommentMode.AUTO,
              true,
              true));
    }

    IpvsState ipvs() {
      return compiledIpvs().state();
    }

    CompiledIpvs compiledIpvs() {
      IpvsConfig config =
          IpvsConfig.builder()
              .localFallback(read("args").contains("--ipvs-local-fallback"))
              .masqueradeAll(read("args").contains("--masquerade-all"))
              .localDetector(new LocalDetector.PodCidr(PODS))
              .nodeAddresses(node().addresses())
              .build();
      return IpvsCompiler.compile(services(), ServiceFacts.of(manifests()), config);
    }
  }
}
