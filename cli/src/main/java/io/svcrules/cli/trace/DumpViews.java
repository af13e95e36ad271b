// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.trace;

import io.svcrules.cli.env.Diagnostics;
import io.svcrules.cli.env.Environment;
import io.svcrules.cli.env.ExitStatus;
import io.svcrules.cli.env.UsageException;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.trace.Balancer;
import io.svcrules.iptables.trace.ChainSource;
import io.svcrules.iptables.trace.Host;
import io.svcrules.iptables.trace.PacketSets;
import io.svcrules.iptables.trace.Reasons;
import io.svcrules.iptables.trace.Surroundings;
import io.svcrules.iptables.trace.WrittenReasons;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.text.IpsetText;
import io.svcrules.ipvs.text.IpvsTextException;
import io.svcrules.ipvs.text.IpvsadmText;
import io.svcrules.ipvs.trace.ConstantRuleReasons;
import io.svcrules.ipvs.trace.KnownServers;
import io.svcrules.ipvs.trace.KnownSets;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Nodes as files and kernels show them. */
final class DumpViews {
  /** Stands in every node of mode ipvs, whoever made it. */
  private static final String IPVS_CHAIN = "KUBE-IPVS-FILTER";

  private final Environment environment;
  private final Diagnostics diagnostics;
  private final DumpOptions files;
  private final Function<IpFamily, Host> hosts;

  /**
   * Views of a node.
   *
   * @param files what of the node is in files
   * @param hosts its addresses and routes, as far as they are known
   */
  DumpViews(Environment environment, DumpOptions files, Function<IpFamily, Host> hosts) {
    this.environment = environment;
    this.diagnostics = new Diagnostics(environment);
    this.files = files;
    this.hosts = hosts;
  }

  /** The node whose rules are in files. */
  NodeViews ofFiles() {
    List<IpFamily> families =
        Stream.of(IpFamily.values()).filter(family -> file(family).isPresent()).toList();
    // What is wrong with a file is told once, and standard input can be read once only.
    Map<IpFamily, NodeView> seen = new EnumMap<>(IpFamily.class);
    return new NodeViews(
        "files", families, family -> seen.computeIfAbsent(family, this::ofFile), ExitStatus.OK);
  }

  private NodeView ofFile(IpFamily family) {
    return view(ChainSource.of(rules(family, file(family).get())));
  }

  private Optional<Path> file(IpFamily family) {
    return family == IpFamily.IPV4 ? files.ipv4() : files.ipv6();
  }

  private Ruleset rules(IpFamily family, Path file) {
    return new SavedRules(file, diagnostics).read(family, read(file));
  }

  /** The node that has these rules. */
  NodeView view(ChainSource rules) {
    if (needServers(rules) && !files.holdServers()) {
      throw new UsageException(
          "these rules are of mode ipvs: add --ipvsadm-save FILE with the output of ipvsadm -Sn,"
              + " and --ipset-save FILE with that of ipset save");
    }
    return view(rules, surroundings(rules.family()));
  }

  /** The node that has these rules in these surroundings. */
  NodeView view(ChainSource rules, Surroundings surroundings) {
    Reasons written = new WrittenReasons();
    Reasons reasons =
        needServers(rules) ? new ConstantRuleReasons(rules.family()).or(written) : written;
    return new NodeView(rules, surroundings, reasons, Optional.empty(), PodClues.of(rules).cidr());
  }

  /** Whether rules are of mode ipvs: nobody could tell anything from them alone. */
  static boolean needServers(ChainSource rules) {
    return rules.chain(Table.FILTER, IPVS_CHAIN).isPresent();
  }

  private Surroundings surroundings(IpFamily family) {
    Host host = hosts.apply(family);
    PacketSets sets = files.ipset().<PacketSets>map(this::sets).orElse(PacketSets.UNKNOWN);
    if (files.ipvsadm().isEmpty()) {
      return new Surroundings(host, sets, Balancer.NONE, Set.of());
    }
    Map<VirtualServerKey, VirtualServer> servers = servers(files.ipvsadm().get());
    // Packets only come to virtual servers whose address is the node's own.
    List<IpAddress> bound =
        servers.keySet().stream()
            .flatMap(key -> key instanceof VirtualServerKey.Address a ? Stream.of(a) : null)
            .map(VirtualServerKey.Address::address)
            .filter(address -> address.family() == family)
            .toList();
    return new Surroundings(host.withBound(bound), sets, KnownServers.of(servers), Set.of());
  }

  private KnownSets sets(Path file) {
    try {
      return KnownSets.of(IpsetText.parse(text(file)).sets());
    } catch (IpvsTextException e) {
      throw new UsageException(file + ": " + e.getMessage());
    }
  }

  private Map<VirtualServerKey, VirtualServer> servers(Path file) {
    try {
      return IpvsadmText.parse(text(file));
    } catch (IpvsTextException e) {
      throw new UsageException(file + ": " + e.getMessage());
    }
  }

  private String text(Path file) {
    return new String(read(file), StandardCharsets.UTF_8);
  }

  private byte[] read(Path file) {
    try {
      if (file.toString().equals("-")) {
        return environment.stdin().readAllBytes();
      }
      try (InputStream in = Files.newInputStream(environment.directory().resolve(file))) {
        return in.readAllBytes();
      }
    } catch (NoSuchFileException e) {
      throw new UsageException(file + ": no such file or directory");
    } catch (IOException e) {
      throw new UsageException("cannot read " + file + ": " + e.getMessage());
    }
  }
}
