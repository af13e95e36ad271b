// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs;

import io.svcrules.iptables.Ruleset;
import io.svcrules.model.IpFamily;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that IPVS mode keeps in the kernel for one family: as wanted, or as found. Two states are
 * equal if they hold the same, in whatever order it was put in.
 *
 * @param family the family
 * @param servers the virtual servers with their real servers
 * @param device whether the device {@link BoundAddress#DEVICE} exists
 * @param addresses the addresses on that device
 * @param sets the ipsets, by name
 * @param rules our chains, and the rules of built-in chains that lead there
 * @param sysctls the kernel's settings, by their dotted names
 * @param timeouts when the kernel forgets connections
 */
public record IpvsState(
    IpFamily family,
    SortedMap<VirtualServerKey, VirtualServer> servers,
    boolean device,
    SortedSet<BoundAddress> addresses,
    SortedMap<String, IpSet> sets,
    Ruleset rules,
    SortedMap<String, String> sysctls,
    IpvsTimeouts timeouts) {

  /** Copies the collections. */
  public IpvsState {
    servers = Collections.unmodifiableSortedMap(new TreeMap<>(servers));
    addresses = Collections.unmodifiableSortedSet(new TreeSet<>(addresses));
    sets = Collections.unmodifiableSortedMap(new TreeMap<>(sets));
    sysctls = Collections.unmodifiableSortedMap(new TreeMap<>(sysctls));
  }

  /** The state of a kernel that nothing has been done to. */
  public static IpvsState empty(IpFamily family) {
    return new IpvsState(
        family,
        new TreeMap<>(),
        false,
        new TreeSet<>(),
        new TreeMap<>(),
        Ruleset.of(family, List.of()),
        new TreeMap<>(),
        IpvsTimeouts.UNCHANGED);
  }

  /** This state with other virtual servers. */
  public IpvsState withServers(Map<VirtualServerKey, VirtualServer> value) {
    return new IpvsState(
        family, new TreeMap<>(value), device, addresses, sets, rules, sysctls, timeouts);
  }

  /** This state with other addresses, on a device that exists. */
  public IpvsState withAddresses(SortedSet<BoundAddress> value) {
    return new IpvsState(family, servers, true, value, sets, rules, sysctls, timeouts);
  }

  /** This state with other sets. */
  public IpvsState withSets(Map<String, IpSet> value) {
    return new IpvsState(
        family, servers, device, addresses, new TreeMap<>(value), rules, sysctls, timeouts);
  }

  /** This state with other rules. */
  public IpvsState withRules(Ruleset value) {
    return new IpvsState(family, servers, device, addresses, sets, value, sysctls, timeouts);
  }

  /** This state with other settings of the kernel. */
  public IpvsState withSysctls(Map<String, String> value, IpvsTimeouts newTimeouts) {
    return new IpvsState(
        family, servers, device, addresses, sets, rules, new TreeMap<>(value), newTimeouts);
  }
}
