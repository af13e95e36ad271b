// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.compile;

import io.svcrules.iptables.Table;

/** What a chain is to svcrules, told by its name as kube-proxy gives it. */
public enum ChainRole {
  /** Built in: holds our jumps among rules of others. */
  HOOK,
  /** Shared by all services; the order of rules that cannot both match means nothing. */
  DISPATCH,
  /** There whatever the services are, with rules of its own. */
  STATIC,
  /** Shared with kubelet, which may keep other rules there. */
  KUBELET,
  /** Of one service port. */
  SERVICE,
  /** Not ours. */
  FOREIGN;

  /** The role of a chain. */
  public static ChainRole of(Table table, String name) {
    if (table.builtInChains().contains(name)) {
      return HOOK;
    }
    return switch (table) {
      case FILTER -> ofFilter(name);
      case NAT -> ofNat(name);
      case MANGLE, RAW, SECURITY -> FOREIGN;
    };
  }

  private static ChainRole ofFilter(String name) {
    return switch (name) {
      case ChainNames.SERVICES,
          ChainNames.EXTERNAL_SERVICES,
          ChainNames.NODE_PORTS,
          ChainNames.PROXY_FIREWALL ->
          DISPATCH;
      case ChainNames.FORWARD -> STATIC;
      case ChainNames.KUBELET_FIREWALL -> KUBELET;
      default -> FOREIGN;
    };
  }

  private static ChainRole ofNat(String name) {
    return switch (name) {
      case ChainNames.SERVICES, ChainNames.NODE_PORTS -> DISPATCH;
      case ChainNames.POSTROUTING, ChainNames.MARK_MASQ -> STATIC;
      default -> isOfService(name) ? SERVICE : FOREIGN;
    };
  }

  private static boolean isOfService(String name) {
    return name.startsWith(ChainNames.ENDPOINT_PREFIX)
        || name.startsWith(ChainNames.CLUSTER_PREFIX)
        || name.startsWith(ChainNames.LOCAL_PREFIX)
        || name.startsWith(ChainNames.EXTERNAL_PREFIX)
        || name.startsWith(ChainNames.FIREWALL_PREFIX);
  }
}
