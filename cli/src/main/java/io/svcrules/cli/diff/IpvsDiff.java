// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.diff;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.diff.DiffLine;
import io.svcrules.iptables.diff.DiffLine.Kind;
import io.svcrules.iptables.text.RulesetWriter;
import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.IpSet;
import io.svcrules.ipvs.IpSetDefinition;
import io.svcrules.ipvs.IpSetEntry;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.IpvsTimeouts;
import io.svcrules.ipvs.RealServer;
import io.svcrules.ipvs.RealServerKey;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.VirtualServerSettings;
import io.svcrules.ipvs.plan.HostChange;
import io.svcrules.ipvs.plan.IpvsChange;
import io.svcrules.ipvs.plan.IpvsChangeReceiver;
import io.svcrules.ipvs.plan.IpvsPlan;
import io.svcrules.ipvs.plan.OurRules;
import io.svcrules.ipvs.text.AddressText;
import io.svcrules.model.ServicePortName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns changes into lines that are there before or afterwards, as the commands print them. */
final class IpvsDiff implements IpvsChangeReceiver {
  private static final String GONE = "services that are gone";

  private final IpvsState current;
  private final Map<VirtualServerKey, ServicePortName> owners;
  private final SortedMap<String, List<DiffLine>> servers = new TreeMap<>();
  private final List<DiffLine> gone = new ArrayList<>();
  private final Map<String, List<DiffLine>> parts = new LinkedHashMap<>();

  private IpvsDiff(IpvsState current, Map<VirtualServerKey, ServicePortName> owners) {
    this.current = current;
    this.owners = owners;
    // In the order of the output.
    List.of("ipset", "ip address", "iptables", "sysctl")
        .forEach(part -> parts.put(part, new ArrayList<>()));
  }

  /**
   * The lines of each group: virtual servers by service, then those that are gone, then all else.
   *
   * @param owners for which service port each address is served
   */
  static Map<String, List<DiffLine>> groups(
      IpvsState current, IpvsPlan plan, Map<VirtualServerKey, ServicePortName> owners) {
    IpvsDiff diff = new IpvsDiff(current, owners);
    for (IpvsChange change : plan.changes()) {
      change.applyTo(diff);
    }
    Map<String, List<DiffLine>> groups = new LinkedHashMap<>(diff.servers);
    groups.put("ipvsadm: " + GONE, diff.gone);
    groups.putAll(diff.parts);
    groups.values().removeIf(List::isEmpty);
    return groups;
  }

  private List<DiffLine> of(VirtualServerKey key) {
    ServicePortName owner = owners.get(key);
    return owner == null
        ? gone
        : servers.computeIfAbsent(
            "ipvsadm: " + owner + " (" + owner.protocol() + ")", name -> new ArrayList<>());
  }

  private static DiffLine line(Kind kind, String text) {
    return new DiffLine(kind, text);
  }

  private static String server(VirtualServerKey key, VirtualServerSettings settings) {
    StringBuilder line = new StringBuilder("-A ");
    key.appendTo(line);
    settings.appendTo(line, key.family());
    return line.toString();
  }

  private static String real(VirtualServerKey key, RealServer realServer) {
    StringBuilder line = new StringBuilder("-a ");
    key.appendTo(line);
    realServer.appendTo(line);
    return line.toString();
  }

  private Optional<VirtualServer> found(VirtualServerKey key) {
    return Optional.ofNullable(current.servers().get(key));
  }

  private void removeReal(VirtualServerKey key, RealServerKey realServer) {
    found(key)
        .map(server -> server.realServers().get(realServer))
        .ifPresent(old -> of(key).add(line(Kind.REMOVED, real(key, old))));
  }

  @Override
  public void addVirtualServer(VirtualServerKey key, VirtualServerSettings settings) {
    of(key).add(line(Kind.ADDED, server(key, settings)));
  }

  @Override
  public void editVirtualServer(VirtualServerKey key, VirtualServerSettings settings) {
    found(key).ifPresent(old -> of(key).add(line(Kind.REMOVED, server(key, old.settings()))));
    addVirtualServer(key, settings);
  }

  @Override
  public void deleteVirtualServer(VirtualServerKey key) {
    found(key)
        .ifPresent(
            old -> {
              of(key).add(line(Kind.REMOVED, server(key, old.settings())));
              old.realServers().keySet().forEach(real -> removeReal(key, real));
            });
  }

  @Override
  public void addRealServer(VirtualServerKey key, RealServer realServer) {
    of(key).add(line(Kind.ADDED, real(key, realServer)));
  }

  @Override
  public void editRealServer(VirtualServerKey key, RealServer realServer) {
    removeReal(key, realServer.key());
    addRealServer(key, realServer);
  }

  @Override
  public void deleteRealServer(VirtualServerKey key, RealServerKey realServer) {
    removeReal(key, realServer);
  }

  private void part(String part, Kind kind, String text) {
    parts.get(part).add(line(kind, text));
  }

  @Override
  public void createSet(IpSetDefinition definition) {
    StringBuilder text = new StringBuilder();
    definition.appendTo(text);
    part("ipset", Kind.ADDED, text.toString());
  }

  @Override
  public void addEntry(String set, IpSetEntry entry) {
    part("ipset", Kind.ADDED, "add " + set + ' ' + entry.text());
  }

  @Override
  public void deleteEntry(String set, IpSetEntry entry) {
    part("ipset", Kind.REMOVED, "add " + set + ' ' + entry.text());
  }

  @Override
  public void swapSets(String one, String other) {
    part("ipset", Kind.ADDED, "swap " + one + ' ' + other);
  }

  @Override
  public void destroySet(String name) {
    IpSet set = current.sets().get(name);
    StringBuilder text = new StringBuilder();
    if (set == null) {
      text.append("create ").append(name);
    } else {
      set.definition().appendTo(text);
    }
    part("ipset", Kind.REMOVED, text.toString());
  }

  @Override
  public void setSysctl(String name, String value) {
    String old = current.sysctls().get(name);
    if (old != null) {
      part("sysctl", Kind.REMOVED, name + " = " + old);
    }
    part("sysctl", Kind.ADDED, name + " = " + value);
  }

  @Override
  public void setTimeouts(IpvsTimeouts timeouts) {
    part("sysctl", Kind.REMOVED, current.timeouts().toString());
    part("sysctl", Kind.ADDED, timeouts.toString());
  }

  @Override
  public void createDevice() {
    part("ip address", Kind.ADDED, "link " + BoundAddress.DEVICE);
  }

  @Override
  public void addAddress(BoundAddress address) {
    part("ip address", Kind.ADDED, text(address));
  }

  @Override
  public void deleteAddress(BoundAddress address) {
    part("ip address", Kind.REMOVED, text(address));
  }

  private static String text(BoundAddress address) {
    return AddressText.write(List.of(address)).strip();
  }

  @Override
  public void writeRules(Ruleset rules) {
    List<String> before = saved(OurRules.of(current.rules(), rules));
    List<String> after = saved(rules);
    before.stream()
        .filter(text -> !after.contains(text))
        .forEach(text -> part("iptables", Kind.REMOVED, text));
    after.stream()
        .filter(text -> !before.contains(text))
        .forEach(text -> part("iptables", Kind.ADDED, text));
  }

  @Override
  public void removeRules(Ruleset rules) {
    saved(rules).forEach(text -> part("iptables", Kind.REMOVED, text));
  }

  private static List<String> saved(Ruleset rules) {
    return RulesetWriter.saved(rules).lines().filter(text -> !text.equals("COMMIT")).toList();
  }

  @Override
  public void deleteDevice() {
    part("ip address", Kind.REMOVED, "link " + BoundAddress.DEVICE);
  }

  @Override
  public void deleteFlows(HostChange.DeleteFlows flows) {
    // Flows are no part of what a node should hold.
  }
}
