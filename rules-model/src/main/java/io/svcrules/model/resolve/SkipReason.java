// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

/** Why a Service gives no rules. */
public enum SkipReason {
  /** Its cluster IP is {@code None}: clients ask DNS for the endpoints. */
  HEADLESS("is headless"),
  /** It is an alias in DNS. */
  EXTERNAL_NAME("is of type ExternalName"),
  /** It has no cluster IP yet. */
  NO_CLUSTER_IP("has no cluster IP"),
  /** It has a cluster IP, but not of this family. */
  OTHER_FAMILY("has no cluster IP of this family"),
  /** It carries the label {@code service.kubernetes.io/service-proxy-name}. */
  OTHER_PROXY("belongs to another proxy by its label " + SkipReason.PROXY_LABEL),
  /** It carries the label {@code service.kubernetes.io/headless}. */
  HEADLESS_LABEL("is headless by its label " + SkipReason.HEADLESS_NAME);

  static final String PROXY_LABEL = "service.kubernetes.io/service-proxy-name";
  static final String HEADLESS_NAME = "service.kubernetes.io/headless";

  private final String text;

  SkipReason(String text) {
    this.text = text;
  }

  /** A predicate for people, to stand behind the name of the Service. */
  public String text() {
    return text;
  }
}
