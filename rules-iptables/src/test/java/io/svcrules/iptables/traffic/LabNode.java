// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.traffic;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.TableRules;
import io.svcrules.iptables.compile.CommentMode;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.IptablesCompiler;
import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.iptables.kernel.Applier;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.LegacyChainSource;
import io.svcrules.iptables.kernel.LegacyPacketFilter;
import io.svcrules.iptables.kernel.NftChainSource;
import io.svcrules.iptables.kernel.NftPacketFilter;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.iptables.kernel.ProcessRunner;
import io.svcrules.iptables.kernel.RestorePacketFilter;
import io.svcrules.iptables.kernel.nft.OwnCommits;
import io.svcrules.iptables.kernel.route.NetlinkHost;
import io.svcrules.iptables.lab.LabOptions;
import io.svcrules.iptables.text.IptablesTextParser;
import io.svcrules.iptables.text.RulesetWriter;
import io.svcrules.iptables.trace.ChainSource;
import io.svcrules.iptables.trace.Host;
import io.svcrules.model.IpAddress;
import io.svcrules.model.Manifests;
import io.svcrules.model.Node;
import io.svcrules.model.random.LabServices;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ServiceResolver;
import io.svcrules.model.resolve.ServiceTable;
import io.svcrules.netlink.NetlinkProtocol;
import io.svcrules.netlink.SocketOpener;
import io.svcrules.netlink.jnr.JnrSocketOpener;
import io.svcrules.testdata.traffic.IpVersion;
import io.svcrules.testdata.traffic.LabAddresses;
import io.svcrules.testdata.traffic.NodeOptions;
import io.svcrules.testdata.traffic.Place;
import io.svcrules.testdata.traffic.TrafficLab;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Node 1 of the lab and the rules it has.
 *
 * @param lab the lab
 * @param variant who loads the rules of the node
 */
record LabNode(TrafficLab lab, Variant variant) {
  private static final Path XTABLES_LOCK = Path.of("/run/xtables.lock");

  /** Gives the node, which has no rules, those of the objects in both families. */
  void load(NodeOptions options, Manifests objects) {
    lab.routeLocalnet(options.localhostNodePorts());
    for (IpVersion version : IpVersion.values()) {
      CompiledRuleset rules = compile(version, options, objects);
      if (variant.isOurs()) {
        apply(rules);
      } else {
        append(version, rules.ruleset());
      }
    }
  }

  private SocketOpener opener(NetlinkProtocol protocol) {
    List<String> inside = lab.at(Place.NODE_1);
    return JnrSocketOpener.of(protocol).inNamespace(inside.get(inside.size() - 1));
  }

  /** The addresses and routes of the node, as its kernel has them. */
  Host host(IpVersion version) {
    return NetlinkHost.read(opener(NetlinkProtocol.ROUTE)).of(LabServices.family(version), "");
  }

  /** What the program of the variant prints of the node's rules. */
  ChainSource saved(IpVersion version) {
    String text = lab.run(Place.NODE_1, "", variant.save(version));
    return ChainSource.of(
        IptablesTextParser.parseSaved(
                LabServices.family(version), text.getBytes(StandardCharsets.UTF_8))
            .orThrow());
  }

  /** The rules of the node in nf_tables, chain by chain. */
  NftChainSource liveNft(IpVersion version) {
    return new NftChainSource(
        LabServices.family(version),
        opener(NetlinkProtocol.NETFILTER),
        new ProcessRunner(lab.at(Place.NODE_1), Map.of()));
  }

  /** The rules of the node in x_tables, chain by chain. */
  LegacyChainSource liveLegacy(IpVersion version) {
    List<String> inside = lab.at(Place.NODE_1);
    return new LegacyChainSource(
        LabServices.family(version),
        Optional.of(Path.of("/run/netns", inside.get(inside.size() - 1))),
        new ProcessRunner(inside, Map.of()));
  }

  /** Brings the node to the rules of the objects as {@code svcrules apply} does. */
  void apply(NodeOptions options, Manifests objects) {
    for (IpVersion version : IpVersion.values()) {
      apply(compile(version, options, objects));
    }
  }

  private void apply(CompiledRuleset rules) {
    ProcessRunner runner = new ProcessRunner(lab.at(Place.NODE_1), Map.of());
    switch (variant) {
      case NFT -> apply(rules, IptablesVariant.NFT, runner);
      case LEGACY -> apply(rules, IptablesVariant.LEGACY, runner);
      case NETLINK -> {
        SocketOpener opener = opener(NetlinkProtocol.NETFILTER);
        try (NftPacketFilter filter =
            new NftPacketFilter(rules.family(), opener, runner, new OwnCommits())) {
          apply(rules, filter);
        }
      }
      case SOCKET_OPTIONS -> {
        Optional<Path> file = Optional.of(Path.of("/run/netns", lab.at(Place.NODE_1).get(3)));
        try (LegacyPacketFilter filter =
            LegacyPacketFilter.in(file, rules.family(), runner, XTABLES_LOCK)) {
          apply(rules, filter);
        }
      }
    }
  }

  private static void apply(CompiledRuleset rules, IptablesVariant variant, ProcessRunner runner) {
    apply(rules, new RestorePacketFilter(rules.family(), variant, runner));
  }

  private static void apply(CompiledRuleset rules, PacketFilter filter) {
    assertTrue(new Applier(filter).apply(rules).remaining().isEmpty());
  }

  /** Takes away all rules, so that those of the other variant can be alone. */
  void unload() {
    for (IpVersion version : IpVersion.values()) {
      restore(version, "*filter\nCOMMIT\n*nat\nCOMMIT\n");
    }
  }

  /**
   * Gives the node the rules of other objects. iptables writes all chains anew that they want; the
   * jumps to them and other chains stay.
   */
  void rewrite(NodeOptions options, Manifests objects) {
    for (IpVersion version : IpVersion.values()) {
      CompiledRuleset rules = compile(version, options, objects);
      if (variant.isOurs()) {
        apply(rules);
      } else {
        append(version, withoutHooks(rules.ruleset()));
      }
    }
  }

  private void append(IpVersion version, Ruleset rules) {
    restore(version, RulesetWriter.restoreInput(rules), "--noflush");
  }

  private static Ruleset withoutHooks(Ruleset rules) {
    List<TableRules> tables = new ArrayList<>();
    for (TableRules table : rules.tables().values()) {
      List<String> hooks = table.table().builtInChains();
      tables.add(
          TableRules.of(
              table.table(),
              table.chains().values().stream()
                  .filter(chain -> !hooks.contains(chain.name()))
                  .toList()));
    }
    return Ruleset.of(rules.family(), tables);
  }

  /** The rules that the node should have. */
  static CompiledRuleset compile(IpVersion version, NodeOptions options, Manifests objects) {
    return IptablesCompiler.compile(resolve(version, objects), config(options));
  }

  /** The services as the node sees them. */
  static ServiceTable resolve(IpVersion version, Manifests objects) {
    return ServiceResolver.resolve(
        objects, LabServices.family(version), Node.named(LabServices.NODE), ResolveOptions.DEFAULT);
  }

  private void restore(IpVersion version, String rules, String... options) {
    List<String> command = new ArrayList<>(List.of(variant.restore(version), "-w"));
    command.addAll(List.of(options));
    lab.run(Place.NODE_1, rules, command.toArray(String[]::new));
  }

  static IptablesConfig config(NodeOptions options) {
    return new IptablesConfig(
        LabOptions.detector(options),
        options.masqueradeAll(),
        IptablesConfig.DEFAULT_MASQUERADE_BIT,
        options.localhostNodePorts(),
        LabOptions.nodePortAddresses(options),
        addresses(),
        CommentMode.AUTO,
        true,
        true);
  }

  private static List<IpAddress> addresses() {
    List<IpAddress> addresses = new ArrayList<>();
    for (IpVersion version : IpVersion.values()) {
      addresses.add(IpAddress.parse(Place.NODE_1.address(version)));
      addresses.add(IpAddress.parse(LabAddresses.addressTowardsOutside(version)));
      addresses.add(IpAddress.parse(LabAddresses.loopback(version)));
    }
    return addresses;
  }
}
