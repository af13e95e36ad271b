// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An address and port that the kernel spreads over real servers.
 *
 * @param key what packets it takes
 * @param settings how it chooses real servers
 * @param realServers sorted by address and port
 */
public record VirtualServer(
    VirtualServerKey key,
    VirtualServerSettings settings,
    SortedMap<RealServerKey, RealServer> realServers) {

  /** Copies the real servers. */
  public VirtualServer {
    realServers = Collections.unmodifiableSortedMap(new TreeMap<>(realServers));
  }

  /** A virtual server of these real servers; of two with one key the later stays. */
  public static VirtualServer of(
      VirtualServerKey key, VirtualServerSettings settings, Iterable<RealServer> realServers) {
    SortedMap<RealServerKey, RealServer> byKey = new TreeMap<>();
    for (RealServer realServer : realServers) {
      byKey.put(realServer.key(), realServer);
    }
    return new VirtualServer(key, settings, byKey);
  }

  /** Whether new connections find a real server. */
  public boolean serves() {
    for (RealServer realServer : realServers.values()) {
      if (realServer.weight() > 0) {
        return true;
      }
    }
    return false;
  }

  /** Appends the lines of {@code ipvsadm -S}. */
  public void appendTo(StringBuilder out) {
    out.append("-A ");
    key.appendTo(out);
    settings.appendTo(out, key.family());
    out.append('\n');
    for (RealServer realServer : realServers.values()) {
      out.append("-a ");
      key.appendTo(out);
      realServer.appendTo(out);
      out.append('\n');
    }
  }
}
