// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

/** One step from the state of the kernel to the wanted state. */
public sealed interface IpvsChange permits ServerChange, SetChange, HostChange {

  /** Hands the change to who carries it out. */
  void applyTo(IpvsChangeReceiver receiver);

  /** Appends the command an operator would run for it. */
  void appendTo(StringBuilder out);

  /** The command an operator would run for it. */
  default String command() {
    StringBuilder out = new StringBuilder(96);
    appendTo(out);
    return out.toString();
  }
}
