// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.compile;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The names that chains of kube-proxy bear. Not safe for use by several threads at once. */
final class ChainNames {
  static final String SERVICES = "KUBE-SERVICES";
  static final String EXTERNAL_SERVICES = "KUBE-EXTERNAL-SERVICES";
  static final String NODE_PORTS = "KUBE-NODEPORTS";
  static final String POSTROUTING = "KUBE-POSTROUTING";
  static final String MARK_MASQ = "KUBE-MARK-MASQ";
  static final String FORWARD = "KUBE-FORWARD";
  static final String PROXY_FIREWALL = "KUBE-PROXY-FIREWALL";
  static final String KUBELET_FIREWALL = "KUBE-FIREWALL";

  static final String CLUSTER_PREFIX = "KUBE-SVC-";
  static final String LOCAL_PREFIX = "KUBE-SVL-";
  static final String EXTERNAL_PREFIX = "KUBE-EXT-";
  static final String FIREWALL_PREFIX = "KUBE-FW-";
  static final String ENDPOINT_PREFIX = "KUBE-SEP-";

  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int HASH_LENGTH = 16;

  private final MessageDigest sha256;

  ChainNames() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      // Every Java platform must have it (MessageDigest, class comment).
      throw new AssertionError(e);
    }
  }

  /** The prefix and the first 16 characters of the base32 form of the text's SHA-256. */
  String hashed(String prefix, String text) {
    byte[] digest = sha256.digest(text.getBytes(StandardCharsets.UTF_8));
    StringBuilder name = new StringBuilder(prefix.length() + HASH_LENGTH).append(prefix);
    // 16 characters of 5 bits are 80 bits: two groups of 40.
    for (int group = 0; group < 2; group++) {
      long bits = 0;
      for (int i = 0; i < 5; i++) {
        bits = bits << 8 | (digest[group * 5 + i] & 0xff);
      }
      for (int shift = 35; shift >= 0; shift -= 5) {
        name.append(BASE32.charAt((int) (bits >>> shift) & 31));
      }
    }
    return name.toString();
  }
}
