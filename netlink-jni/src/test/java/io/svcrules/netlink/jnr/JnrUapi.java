// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.jnr;

/** Lets tests outside of the package see its constants. */
public final class JnrUapi {

  private JnrUapi() {}

  /** The class that holds them. */
  public static Class<?> constants() {
    return SocketUapi.class;
  }
}
