// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs;

import io.svcrules.iptables.Ruleset;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was found in the kernel at one moment: the state, and what decides when a real server has
 * been drained.
 *
 * @param state the state
 * @param connections how many connections, active and inactive, each real server has (linux/ip_vs.h
 *     IPVS_DEST_ATTR_ACTIVE_CONNS and IPVS_DEST_ATTR_INACT_CONNS); those without any may be left
 *     out
 * @param uptimeSeconds whole seconds since the node booted, suspended ones included (the first
 *     number of /proc/uptime). It is what drain deadlines are counted in: virtual servers do not
 *     outlive a reboot, and no clock that is set can move a deadline
 * @param settingsBefore the settings that we changed and nobody has changed since, by dotted names,
 *     with the values they had before
 * @param otherSets the sets under names of ours that are of types which are none of ours, with
 *     their types: others made them
 * @param otherReferences how many references sets under names of ours have besides those by the
 *     rules of the state, 1 or more (linux/netfilter/ipset/ip_set.h IPSET_ATTR_REFERENCES): by
 *     rules in another variant of iptables, or by sets of sets. nf_tables lets go of a set only a
 *     moment after the rule is deleted
 */
public record IpvsSnapshot(
    IpvsState state,
    SortedMap<RealServerId, Long> connections,
    long uptimeSeconds,
    SortedMap<String, String> settingsBefore,
    SortedMap<String, String> otherSets,
    SortedMap<String, Integer> otherReferences) {

  /** Copies the maps. */
  public IpvsSnapshot {
    connections = copy(connections);
    settingsBefore = copy(settingsBefore);
    otherSets = copy(otherSets);
    otherReferences = copy(otherReferences);
  }

  private static <K, V> SortedMap<K, V> copy(SortedMap<K, V> map) {
    return map.isEmpty()
        ? Collections.emptySortedMap()
        : Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }

  /** A snapshot of a node whose settings we did not change, and whose sets are ours alone. */
  public IpvsSnapshot(
      IpvsState state, SortedMap<RealServerId, Long> connections, long uptimeSeconds) {
    this(state, connections, uptimeSeconds, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
  }

  /** A state without connections. */
  public static IpvsSnapshot of(IpvsState state, long uptimeSeconds) {
    return new IpvsSnapshot(state, new TreeMap<>(), uptimeSeconds);
  }

  /** A state with connections. */
  public static IpvsSnapshot of(
      IpvsState state, Map<RealServerId, Long> connections, long uptimeSeconds) {
    return new IpvsSnapshot(state, new TreeMap<>(connections), uptimeSeconds);
  }

  /** This snapshot with other rules. */
  public IpvsSnapshot withRules(Ruleset rules) {
    return new IpvsSnapshot(
        state.withRules(rules),
        connections,
        uptimeSeconds,
        settingsBefore,
        otherSets,
        otherReferences);
  }

  /** This snapshot of a node on which we changed settings, with the values they had before. */
  public IpvsSnapshot withSettingsBefore(Map<String, String> settings) {
    return new IpvsSnapshot(
        state, connections, uptimeSeconds, new TreeMap<>(settings), otherSets, otherReferences);
  }

  /** This snapshot with sets of others under names of ours, with their types. */
  public IpvsSnapshot withOtherSets(Map<String, String> sets) {
    return new IpvsSnapshot(
        state, connections, uptimeSeconds, settingsBefore, new TreeMap<>(sets), otherReferences);
  }

  /** This snapshot with references to sets by something else than its rules. */
  public IpvsSnapshot withOtherReferences(Map<String, Integer> references) {
    return new IpvsSnapshot(
        state, connections, uptimeSeconds, settingsBefore, otherSets, new TreeMap<>(references));
  }

  /** How many connections a real server has. */
  public long connections(VirtualServerKey server, RealServerKey realServer) {
    return connections.isEmpty()
        ? 0
        : connections.getOrDefault(new RealServerId(server, realServer), 0L);
  }
}
