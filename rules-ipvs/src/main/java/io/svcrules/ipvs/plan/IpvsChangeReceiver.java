// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

import io.svcrules.iptables.Ruleset;
import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.IpSetDefinition;
import io.svcrules.ipvs.IpSetEntry;
import io.svcrules.ipvs.IpvsTimeouts;
import io.svcrules.ipvs.RealServer;
import io.svcrules.ipvs.RealServerKey;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.VirtualServerSettings;

/** Carries out changes, one method for each kind. */
public interface IpvsChangeReceiver {

  /** Adds a virtual server without real servers. */
  void addVirtualServer(VirtualServerKey key, VirtualServerSettings settings);

  /** Changes the settings of a virtual server in place. */
  void editVirtualServer(VirtualServerKey key, VirtualServerSettings settings);

  /** Deletes a virtual server with its real servers. */
  void deleteVirtualServer(VirtualServerKey key);

  /** Adds a real server to a virtual server. */
  void addRealServer(VirtualServerKey key, RealServer realServer);

  /** Changes a real server in place. */
  void editRealServer(VirtualServerKey key, RealServer realServer);

  /** Deletes a real server. */
  void deleteRealServer(VirtualServerKey key, RealServerKey realServer);

  /** Creates a set without elements. */
  void createSet(IpSetDefinition definition);

  /** Adds an element to a set. */
  void addEntry(String set, IpSetEntry entry);

  /** Deletes an element of a set. */
  void deleteEntry(String set, IpSetEntry entry);

  /** Exchanges the contents of two sets; what refers to one of the names finds the other's. */
  void swapSets(String one, String other);

  /** Destroys a set that no rule refers to. */
  void destroySet(String name);

  /** Sets a kernel setting by its dotted name. */
  void setSysctl(String name, String value);

  /** Sets after how much silence connections are forgotten. */
  void setTimeouts(IpvsTimeouts timeouts);

  /**
   * Creates the device {@link BoundAddress#DEVICE}, unless it is there: both families share it, so
   * the other's plan may have made it meanwhile.
   */
  void createDevice();

  /** Binds an address to the device. */
  void addAddress(BoundAddress address);

  /** Takes an address off the device. */
  void deleteAddress(BoundAddress address);

  /**
   * Makes chains of these names hold these rules and no others, and built-in chains hold these
   * rules above what others put there. Rules that are in place already are not touched.
   */
  void writeRules(Ruleset rules);

  /**
   * Takes rules out of built-in chains, and deletes all other chains that are named. A chain that
   * rules of others lead to is emptied only.
   */
  void removeRules(Ruleset rules);

  /** Deletes the device, unless it is gone already. */
  void deleteDevice();

  /** Makes connection tracking forget flows, so that their next packet is looked at afresh. */
  void deleteFlows(HostChange.DeleteFlows flows);
}
