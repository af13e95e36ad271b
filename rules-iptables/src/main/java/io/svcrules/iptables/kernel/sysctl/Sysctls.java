// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.sysctl;

import java.util.Optional;

/** The settings of a kernel, seen from one network namespace. */
public interface Sysctls {

  /**
   * The value of a setting, without white space around it; empty if this kernel has no such
   * setting.
   *
   * @param name its dotted name: {@code net.ipv4.conf.all.route_localnet}
   * @throws SysctlException if it may not be read
   */
  Optional<String> read(String name);

  /**
   * Changes a setting.
   *
   * @throws SysctlException if it may not be changed, is not there, or refuses the value
   */
  void write(String name, String value);
}
