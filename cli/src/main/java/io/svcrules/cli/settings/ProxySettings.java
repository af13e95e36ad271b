// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.settings;

import io.svcrules.cli.env.HostName;
import io.svcrules.cli.env.UsageException;
import io.svcrules.cli.option.CidrList;
import io.svcrules.cli.option.DetectLocalMode;
import io.svcrules.cli.option.IptablesOptions;
import io.svcrules.cli.option.IpvsOptions;
import io.svcrules.cli.option.LocalDetectorOptions;
import io.svcrules.cli.option.ModeOptions;
import io.svcrules.cli.option.NodeOptions;
import io.svcrules.cli.option.NodePortAddressesOption;
import io.svcrules.cli.option.ProxyMode;
import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.model.KubeProxyConfig;
import io.svcrules.model.Node;
import java.util.List;
import java.util.Optional;

/** Options of the command line, behind them a configuration file, behind that the defaults. */
public final class ProxySettings {
  private final ModeOptions mode;
  private final NodeOptions node;
  private final LocalDetectorOptions localDetector;
  private final IptablesOptions iptables;
  private final IpvsOptions ipvs;
  private final KubeProxyConfig config;

  ProxySettings(
      ModeOptions mode,
      NodeOptions node,
      LocalDetectorOptions localDetector,
      IptablesOptions iptables,
      IpvsOptions ipvs,
      KubeProxyConfig config) {
    this.mode = mode;
    this.node = node;
    this.localDetector = localDetector;
    this.iptables = iptables;
    this.ipvs = ipvs;
    this.config = config;
  }

  /**
   * What carries the traffic of services.
   *
   * @throws UsageException if the configuration names a mode there is none of
   */
  public ProxyMode mode() {
    return mode.mode().or(() -> config.mode().map(ProxySettings::mode)).orElse(ProxyMode.IPTABLES);
  }

  private static ProxyMode mode(String name) {
    for (ProxyMode mode : ProxyMode.values()) {
      if (mode.toString().equals(name)) {
        return mode;
      }
    }
    throw new UsageException(
        "the configuration's mode is "
            + name
            + ", expected iptables or ipvs; --mode=iptables overrides it");
  }

  /** The options about IPVS. */
  public IpvsOptions ipvs() {
    return ipvs;
  }

  /** What the configuration says about IPVS. */
  public KubeProxyConfig.Ipvs ipvsConfig() {
    return config.ipvs();
  }

  /** The node whose rules are made. */
  public ChosenNode chooseNode(List<Node> nodes, HostName machine) {
    Optional<String> name = node.hostnameOverride().or(config::hostnameOverride);
    return ChosenNode.choose(name, nodes, machine).withAddresses(node.nodeIps());
  }

  /** How traffic of local pods is told from other. */
  public LocalDetectorChoice localDetector() {
    return new LocalDetectorChoice(
        localDetector.mode().or(() -> config.detectLocalMode().map(DetectLocalMode::of)),
        localDetector.clusterCidr().map(CidrList::cidrs).orElse(config.clusterCidrs()),
        localDetector.bridge().or(config::bridgeInterface).orElse(""),
        localDetector.prefix().or(config::interfaceNamePrefix).orElse(""));
  }

  /**
   * What every mode is told.
   *
   * @throws UsageException if the settings are at odds with each other or with the node
   */
  public NodeSettings nodeSettings(ChosenNode chosen) {
    return new NodeSettings(
        chosen,
        localDetector().detector(chosen.node()),
        iptables
            .masqueradeAll()
            .or(config.iptables()::masqueradeAll)
            .orElse(IptablesConfig.DEFAULT.masqueradeAll()),
        masqueradeBit(),
        NodePortAddressesOption.merge(iptables.nodePortAddresses(), config.nodePortAddresses()));
  }

  /** What the compiler of iptables rules is told. */
  public IptablesConfig iptablesConfig(NodeSettings node) {
    IptablesConfig defaults = IptablesConfig.DEFAULT;
    return new IptablesConfig(
        node.localDetector(),
        node.masqueradeAll(),
        node.masqueradeBit(),
        iptables
            .localhostNodePorts()
            .or(config.iptables()::localhostNodePorts)
            .orElse(defaults.localhostNodePorts()),
        node.nodePortAddresses(),
        node.nodeAddresses(),
        iptables.comments().mode(),
        defaults.randomFully(),
        !iptables.conntrackTcpBeLiberal().orElse(!defaults.dropInvalid()));
  }

  private int masqueradeBit() {
    return iptables
        .masqueradeBit()
        .orElse(config.iptables().masqueradeBit().orElse(IptablesConfig.DEFAULT_MASQUERADE_BIT));
  }
}
