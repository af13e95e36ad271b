// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.iptables.Ruleset;
import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.IpSetDefinition;
import io.svcrules.ipvs.IpSetEntry;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.IpvsTimeouts;
import io.svcrules.ipvs.RealServer;
import io.svcrules.ipvs.RealServerId;
import io.svcrules.ipvs.RealServerKey;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.VirtualServerSettings;
import io.svcrules.ipvs.plan.HostChange;
import io.svcrules.ipvs.plan.IpvsChangeReceiver;
import io.svcrules.ipvs.plan.OurRules;
import io.svcrules.model.IpFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/** One family of the kernel in memory. */
final class FakeFamily implements IpvsChangeReceiver {
  private final IpFamily family;
  private final FakeHost host;
  private final FakeServers servers;
  private final FakeSets sets;
  private final List<HostChange.DeleteFlows> deletedFlows = new ArrayList<>();
  private Ruleset rules;
  private Map<String, Integer> otherReferences = Map.of();

  FakeFamily(IpvsState start, FakeHost host) {
    this.family = start.family();
    this.host = host;
    host.add(start);
    this.servers = new FakeServers(start.servers().values());
    this.sets = new FakeSets(start.sets().values());
    this.rules = start.rules();
  }

  IpvsState state() {
    return new IpvsState(
        family,
        servers.all(),
        host.device(),
        addresses(),
        sets.all(),
        rules,
        new TreeMap<>(host.sysctls()),
        host.timeouts());
  }

  private SortedSet<BoundAddress> addresses() {
    return host.addresses(family);
  }

  Map<RealServerId, Long> connections() {
    return servers.connections();
  }

  void setConnections(RealServerId id, long count) {
    servers.setConnections(id, count);
  }

  Map<String, Integer> otherReferences() {
    return otherReferences;
  }

  void setOtherReferences(Map<String, Integer> references) {
    otherReferences = Map.copyOf(references);
  }

  List<HostChange.DeleteFlows> deletedFlows() {
    return List.copyOf(deletedFlows);
  }

  @Override
  public void addVirtualServer(VirtualServerKey key, VirtualServerSettings settings) {
    servers.add(key, settings);
  }

  @Override
  public void editVirtualServer(VirtualServerKey key, VirtualServerSettings settings) {
    servers.edit(key, settings);
  }

  @Override
  public void deleteVirtualServer(VirtualServerKey key) {
    servers.delete(key);
  }

  @Override
  public void addRealServer(VirtualServerKey key, RealServer realServer) {
    servers.add(key, realServer);
  }

  @Override
  public void editRealServer(VirtualServerKey key, RealServer realServer) {
    servers.edit(key, realServer);
  }

  @Override
  public void deleteRealServer(VirtualServerKey key, RealServerKey realServer) {
    servers.delete(key, realServer);
  }

  @Override
  public void createSet(IpSetDefinition definition) {
    sets.create(definition);
  }

  @Override
  public void addEntry(String set, IpSetEntry entry) {
    sets.add(set, entry);
  }

  @Override
  public void deleteEntry(String set, IpSetEntry entry) {
    sets.delete(set, entry);
  }

  @Override
  public void swapSets(String one, String other) {
    sets.swap(one, other);
  }

  @Override
  public void destroySet(String name) {
    sets.require(name);
    if (OurRules.referTo(rules, name) || otherReferences.containsKey(name)) {
      throw new IpvsTableException(IpvsRefusal.BUSY, "the set is in use");
    }
    sets.destroy(name);
  }

  @Override
  public void setSysctl(String name, String value) {
    host.setSysctl(name, value);
  }

  @Override
  public void setTimeouts(IpvsTimeouts newTimeouts) {
    host.setTimeouts(newTimeouts);
  }

  @Override
  public void createDevice() {
    host.createDevice();
  }

  @Override
  public void addAddress(BoundAddress address) {
    if (!host.device()) {
      throw new IpvsTableException(IpvsRefusal.NO_DEVICE, "the device does not exist");
    }
    if (!addresses().add(address)) {
      throw new IpvsTableException(IpvsRefusal.EXISTS, "the address is bound");
    }
  }

  @Override
  public void deleteAddress(BoundAddress address) {
    if (!addresses().remove(address)) {
      throw new IpvsTableException(IpvsRefusal.NO_ADDRESS, "the address is not bound");
    }
  }

  @Override
  public void writeRules(Ruleset wanted) {
    try {
      wanted.tables().values().stream()
          .flatMap(table -> table.chains().values().stream())
          .flatMap(chain -> chain.rules().stream())
          .forEach(sets::requireSetsOf);
    } catch (IpvsTableException e) {
      // iptables does not tell in a way that a program understands.
      throw new IpvsTableException(IpvsRefusal.OTHER, e.getMessage(), e);
    }
    rules = OurRules.written(rules, wanted);
  }

  @Override
  public void removeRules(Ruleset going) {
    rules = OurRules.removed(rules, going);
  }

  @Override
  public void deleteDevice() {
    host.deleteDevice();
  }

  @Override
  public void deleteFlows(HostChange.DeleteFlows flows) {
    deletedFlows.add(flows);
  }
}
