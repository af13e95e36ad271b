// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What one variant holds of one family.
 *
 * @param rules how many rules, whosever
 * @param ofKubelet whether kubelet has left its mark there
 * @param ofServices how many chains of services: ours, or of a kube-proxy
 */
record VariantCensus(int rules, boolean ofKubelet, int ofServices) {
  /**
   * The marks of kubelet in table mangle: it makes the first since Kubernetes 1.24 to say which
   * variant it uses, and the second since 1.17 to notice when somebody flushes all rules.
   */
  static final List<String> KUBELET_CHAINS = List.of("KUBE-IPTABLES-HINT", "KUBE-KUBELET-CANARY");

  /** Counts what iptables-save prints, of which there may be 40 MB, without parsing it. */
  static VariantCensus of(byte[] saved) {
    int rules = 0;
    int ofServices = 0;
    boolean ofKubelet = false;
    boolean mangle = false;
    int start = 0;
    for (int end = 0; end < saved.length; end++) {
      if (saved[end] == '\n') {
        switch (saved[start]) {
          case '-' -> rules++;
          case '*' -> mangle = line(saved, start, end).equals("*mangle");
          case ':' -> {
            String chain = line(saved, start, end);
            ofKubelet |= mangle && isOfKubelet(chain);
            ofServices += isOfServices(chain) ? 1 : 0;
          }
          default -> {}
        }
        start = end + 1;
      }
    }
    return new VariantCensus(rules, ofKubelet, ofServices);
  }

  private static boolean isOfKubelet(String line) {
    return KUBELET_CHAINS.stream().anyMatch(chain -> line.startsWith(":" + chain + " "));
  }

  private static boolean isOfServices(String line) {
    return line.startsWith(":KUBE-SERVICES ")
        || line.startsWith(":KUBE-SVC-")
        || line.startsWith(":KUBE-SVL-")
        || line.startsWith(":KUBE-SEP-")
        || line.startsWith(":KUBE-PROXY-");
  }

  private static String line(byte[] saved, int start, int end) {
    return new String(saved, start, end - start, StandardCharsets.ISO_8859_1);
  }
}
