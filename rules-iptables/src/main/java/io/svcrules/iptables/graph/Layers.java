// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.graph;

/** In which column a chain stands, and what it is for, by the start of its name. */
final class Layers {
  private static final int FIREWALL = 1;
  private static final int EXTERNAL = 2;
  private static final int POLICY = 3;

  /** That of endpoints and verdicts: the last. */
  static final int ENDPOINT = 4;

  private Layers() {}

  static int of(String chain) {
    if (chain.startsWith("KUBE-FW-")) {
      return FIREWALL;
    }
    return chain.startsWith("KUBE-EXT-") ? EXTERNAL : POLICY;
  }

  static String what(String chain) {
    if (chain.startsWith("KUBE-FW-")) {
      return "source ranges";
    }
    if (chain.startsWith("KUBE-EXT-")) {
      return "external traffic";
    }
    return chain.startsWith("KUBE-SVL-") ? "policy Local" : "policy Cluster";
  }
}
