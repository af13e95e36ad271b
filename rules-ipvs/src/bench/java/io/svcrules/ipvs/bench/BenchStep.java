// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.bench;

import io.svcrules.model.IpAddress;
import io.svcrules.model.Protocol;
import io.svcrules.model.sync.ClusterChange;
import io.svcrules.netlink.InetAddr;
import io.svcrules.netlink.ipvs.IpvsCommand;
import io.svcrules.netlink.ipvs.IpvsDestination;
import io.svcrules.netlink.ipvs.IpvsServiceKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One real server that comes and goes.
 *
 * @param service the service it is of
 * @param endpoint its number among the endpoints of the service, of which it is the last
 */
record BenchStep(int service, int endpoint) {

  /**
   * Some in a row: of services that are far from each other, and of the same ones again if there
   * are no more.
   */
  static List<BenchStep> row(BenchCluster cluster, int length) {
    List<BenchStep> row = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      int service = (int) (i * 1_237L % cluster.services());
      row.add(new BenchStep(service, BenchCluster.ENDPOINTS + i / cluster.services()));
    }
    return row;
  }

  /** The same row on the way back. */
  static List<BenchStep> reversed(List<BenchStep> row) {
    List<BenchStep> reversed = new ArrayList<>(row);
    Collections.reverse(reversed);
    return reversed;
  }

  ClusterChange coming() {
    return new ClusterChange.SetSlice(BenchCluster.slice(service, endpoint + 1));
  }

  ClusterChange going() {
    return new ClusterChange.SetSlice(BenchCluster.slice(service, endpoint));
  }

  IpvsCommand add() {
    return IpvsCommand.add(server(), real());
  }

  IpvsCommand delete() {
    return IpvsCommand.delete(server(), real());
  }

  IpvsServiceKey server() {
    return IpvsServiceKey.of(
        Protocol.TCP.number(), inet(BenchCluster.virtual(service)), BenchCluster.PORT);
  }

  private IpvsDestination real() {
    return IpvsDestination.of(
        inet(BenchCluster.real(service, endpoint)), BenchCluster.TARGET_PORT, 1);
  }

  private static InetAddr inet(IpAddress address) {
    return InetAddr.of(address.toString());
  }
}
