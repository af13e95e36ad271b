// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs;

import java.util.Comparator;

/**
 * One real server of one virtual server. Order: by virtual server, then real server.
 *
 * @param server the virtual server
 * @param realServer the real server within it
 */
public record RealServerId(VirtualServerKey server, RealServerKey realServer)
    implements Comparable<RealServerId> {
  private static final Comparator<RealServerId> ORDER =
      Comparator.comparing(RealServerId::server).thenComparing(RealServerId::realServer);

  @Override
  public int compareTo(RealServerId other) {
    return ORDER.compare(this, other);
  }

  /** The words of ipvsadm that name both. */
  @Override
  public String toString() {
    return server + " -r " + realServer;
  }
}
