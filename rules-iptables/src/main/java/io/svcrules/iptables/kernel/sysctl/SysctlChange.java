// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.sysctl;

/**
 * A setting that is changed.
 *
 * @param name its dotted name
 * @param before its value until then
 * @param after its value from then on
 */
public record SysctlChange(String name, String before, String after) {

  /** The other way round. */
  public SysctlChange undone() {
    return new SysctlChange(name, /* before= */ after, /* after= */ before);
  }

  /** The command of sysctl(8) that does the same. */
  @Override
  public String toString() {
    return "sysctl -w " + name + "=" + after;
  }
}
