// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.env;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.trace.Host;
import io.svcrules.ipvs.kernel.IpvsTable;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import java.util.List;

/** The virtual servers of the machine's kernel, with all that belongs to them. */
public interface IpvsTables {
  /**
   * Whether mode ipvs has left anything: the device for addresses of virtual servers, or, where
   * somebody has deleted that, settings that we changed and that only this mode needs. Asks for
   * nothing that would make the kernel load a module.
   *
   * @throws io.svcrules.ipvs.kernel.IpvsTableException if it cannot be told what we changed
   */
  boolean isPresent();

  /** Whether the kernel can hold anything of mode ipvs without loading a module first. */
  boolean isLoaded();

  /**
   * The addresses of the machine's interfaces, without that device's and link-local ones of IPv6;
   * sorted.
   *
   * @throws io.svcrules.ipvs.kernel.IpvsTableException if the kernel does not tell
   */
  List<IpAddress> nodeAddresses();

  /** The node as it routes packets of a family; the addresses of that device are bound. */
  default Host host(IpFamily family) {
    return Host.of(nodeAddresses(), List.of());
  }

  /** Whether the kernel is older than 5.9 and wants {@code conn_reuse_mode} off. */
  boolean wantsConnReuseMode();

  /**
   * The virtual servers, addresses and sets of both families, and their rules in one variant.
   *
   * @throws io.svcrules.ipvs.kernel.IpvsTableException if the kernel has no such thing, or the
   *     process may not use it
   */
  IpvsTable open(IptablesVariant variant);
}
