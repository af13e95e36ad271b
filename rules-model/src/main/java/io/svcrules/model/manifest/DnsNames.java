// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

/** The rules for names of objects and ports (RFC 1123 as Kubernetes applies it). */
final class DnsNames {
  static final String LABEL = "at most 63 lower case letters, digits and '-', not '-' at an end";
  static final String SUBDOMAIN =
      "at most 253 lower case letters, digits, '-' and '.', not '-' or '.' at an end of a part";

  /** k8s.io/apimachinery/pkg/util/validation DNS1123LabelMaxLength. */
  private static final int MAX_LABEL = 63;

  /** k8s.io/apimachinery/pkg/util/validation DNS1123SubdomainMaxLength. */
  private static final int MAX_SUBDOMAIN = 253;

  private DnsNames() {}

  static boolean isLabel(String name) {
    return name.length() <= MAX_LABEL && isPart(name, 0, name.length());
  }

  static boolean isSubdomain(String name) {
    int from = 0;
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', from)) {
      if (!isPart(name, from, dot)) {
        return false;
      }
      from = dot + 1;
    }
    return name.length() <= MAX_SUBDOMAIN && isPart(name, from, name.length());
  }

  private static boolean isPart(String name, int from, int to) {
    if (from == to || name.charAt(from) == '-' || name.charAt(to - 1) == '-') {
      return false;
    }
    for (int i = from; i < to; i++) {
      char c = name.charAt(i);
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-') {
        return false;
      }
    }
    return true;
  }
}
