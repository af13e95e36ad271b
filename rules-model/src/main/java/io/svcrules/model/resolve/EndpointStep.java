// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

/**
 * How far an endpoint of a slice comes on its way into a list of those that serve: the step that
 * left it out, or that it serves.
 */
public enum EndpointStep {
  /** The slice carries a label that takes it away from this proxy. */
  OTHER_PROXY(
      "its slice carries the label " + SkipReason.PROXY_LABEL + " or " + SkipReason.HEADLESS_NAME),
  /** The slice holds addresses of another family, or host names. */
  OTHER_FAMILY("its slice holds addresses of another family"),
  /** The slice names no port. */
  NO_PORT("its slice has no ports"),
  /** No port of the slice has the name of the service port. */
  PORT_NAME("no port of its slice has the name of the service port"),
  /** A port of the slice has that name, but another protocol. */
  PORT_PROTOCOL("the port of that name in its slice has another protocol"),
  /** A port of the slice has name and protocol, but no number. */
  NO_PORT_NUMBER("the port of that name in its slice has no number"),
  /** Its address and port stand in another place, too, and that one counts. */
  DUPLICATE("the same address and port stands in another place, which counts"),
  /** No traffic asks for this list. */
  NOT_ASKED("no traffic goes by this policy"),
  /** The list holds endpoints of this node only, and it is elsewhere. */
  ELSEWHERE("it is not on this node"),
  /** It neither takes traffic nor shuts down. */
  NOT_READY("it is not ready"),
  /** It shuts down and no longer answers. */
  TERMINATING("it is terminating and no longer serving"),
  /** It shuts down and still answers, but ready endpoints are left. */
  NOT_NEEDED("it is terminating, and ready endpoints are left"),
  /** It is meant for other nodes. */
  OTHER_NODE("its hints name other nodes"),
  /** It is meant for other zones. */
  OTHER_ZONE("its hints name other zones"),
  /** It serves although it shuts down. */
  LAST_RESORT("it is terminating but still serving, and no ready endpoint is left"),
  /** It serves. */
  SERVES("it is ready");

  private final String text;

  EndpointStep(String text) {
    this.text = text;
  }

  /** Whether the endpoint is in the list. */
  public boolean serves() {
    return this == SERVES || this == LAST_RESORT;
  }

  /** Why, for people: a sentence about the endpoint, without a full stop. */
  public String text() {
    return text;
  }
}
