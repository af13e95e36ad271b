// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import java.util.List;
import java.util.Map;

/**
 * What the way to the wanted state depends on, besides the two states.
 *
 * @param drainSeconds how long a removed real server of TCP may keep its connections; 0: not at all
 * @param drainSecondsOf the same for single virtual servers that differ. One whose service is
 *     deleted is not among them: its real servers that are drained keep the deadline they have, all
 *     others get the usual one
 * @param excludeCidrs addresses that are left to others
 * @param nodeAddresses the addresses of the node's interfaces
 * @param forgetsFlows whether connection tracking is made to forget flows to real servers that are
 *     gone, and those that are older than the first real server
 * @param keepsHostSettings whether a removal leaves settings as they are that pods need whatever
 *     serves them, which is forwarding, if it was us who changed them
 */
public record PlanOptions(
    int drainSeconds,
    Map<VirtualServerKey, Integer> drainSecondsOf,
    List<Cidr> excludeCidrs,
    List<IpAddress> nodeAddresses,
    boolean forgetsFlows,
    boolean keepsHostSettings) {

  /** Options with which flows are forgotten, and settings put back. */
  public PlanOptions(
      int drainSeconds,
      Map<VirtualServerKey, Integer> drainSecondsOf,
      List<Cidr> excludeCidrs,
      List<IpAddress> nodeAddresses) {
    this(drainSeconds, drainSecondsOf, excludeCidrs, nodeAddresses, true, false);
  }

  /** Copies the collections. */
  public PlanOptions {
    drainSecondsOf = Map.copyOf(drainSecondsOf);
    excludeCidrs = List.copyOf(excludeCidrs);
    nodeAddresses = List.copyOf(nodeAddresses);
  }

  /** The options that go with a compiled state. */
  public static PlanOptions of(CompiledIpvs compiled, IpvsConfig config) {
    return new PlanOptions(
        config.drainSeconds(),
        compiled.drainSeconds(),
        config.excludeCidrs(),
        config.nodeAddresses());
  }

  /** Options of a removal: nothing is drained. */
  public static PlanOptions ofRemoval(List<Cidr> excludeCidrs, List<IpAddress> nodeAddresses) {
    return new PlanOptions(0, Map.of(), excludeCidrs, nodeAddresses);
  }

  /** These options with another time for real servers to keep their connections. */
  public PlanOptions withDrainSeconds(int seconds) {
    return new PlanOptions(
        seconds, Map.of(), excludeCidrs, nodeAddresses, forgetsFlows, keepsHostSettings);
  }

  /** These options with which flows are left alone. */
  public PlanOptions leavingFlows() {
    return new PlanOptions(
        drainSeconds, drainSecondsOf, excludeCidrs, nodeAddresses, false, keepsHostSettings);
  }

  /** These options of a removal after which another mode serves the node. */
  public PlanOptions keepingHostSettings() {
    return new PlanOptions(
        drainSeconds, drainSecondsOf, excludeCidrs, nodeAddresses, forgetsFlows, true);
  }

  /** How long a removed real server of a virtual server may keep its connections. */
  public int drainSeconds(VirtualServerKey key) {
    return drainSecondsOf.isEmpty() ? drainSeconds : drainSecondsOf.getOrDefault(key, drainSeconds);
  }

  /** Whether an address is left to others. */
  boolean excludes(IpAddress address) {
    return !excludeCidrs.isEmpty()
        && excludeCidrs.stream().anyMatch(cidr -> cidr.contains(address));
  }
}
