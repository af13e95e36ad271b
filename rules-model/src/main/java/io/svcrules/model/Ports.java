// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model;

/** The range of transport port numbers. */
final class Ports {
  static final int MAX = 65535;

  private Ports() {}

  static void check(String what, int port, int min) {
    if (port < min || port > MAX) {
      throw new IllegalArgumentException(
          what + " " + port + " is not within " + min + " to " + MAX);
    }
  }
}
