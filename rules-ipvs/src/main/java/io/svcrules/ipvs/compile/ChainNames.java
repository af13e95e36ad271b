// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.compile;

/** The names of the chains of IPVS mode, which are kube-proxy's. */
final class ChainNames {
  static final String SERVICES = "KUBE-SERVICES";
  static final String POSTROUTING = "KUBE-POSTROUTING";
  static final String NODE_PORT = "KUBE-NODE-PORT";
  static final String LOAD_BALANCER = "KUBE-LOAD-BALANCER";
  static final String MARK_MASQ = "KUBE-MARK-MASQ";
  static final String FORWARD = "KUBE-FORWARD";
  static final String PROXY_FIREWALL = "KUBE-PROXY-FIREWALL";
  static final String SOURCE_RANGES = "KUBE-SOURCE-RANGES-FIREWALL";
  static final String FILTER = "KUBE-IPVS-FILTER";
  static final String OUT_FILTER = "KUBE-IPVS-OUT-FILTER";

  private ChainNames() {}
}
