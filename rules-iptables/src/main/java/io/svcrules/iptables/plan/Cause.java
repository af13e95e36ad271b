// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.plan;

import io.svcrules.model.ServicePortName;

/** Why a plan has a step. */
public sealed interface Cause {

  /** A line for people. */
  String text();

  /**
   * What the step changes belongs to one service port.
   *
   * @param name the service port
   */
  record ServicePort(ServicePortName name) implements Cause {
    @Override
    public String text() {
      return name + " (" + name.protocol() + ")";
    }
  }

  /** What the step changes belongs to no service port that exists. */
  enum Common implements Cause {
    /** Chains and rules that are there whatever the services are. */
    BASE("rules that are there whatever the services are"),
    /** Chains of service ports or endpoints that are gone. */
    GONE("services and endpoints that are gone"),
    /** Rules in our chains that no service asks for: left behind, or written by others. */
    EXTRA("rules that no service asks for");

    private final String text;

    Common(String text) {
      this.text = text;
    }

    @Override
    public String text() {
      return text;
    }
  }
}
