// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import io.svcrules.iptables.Table;
import java.util.Optional;

/** What a hook calls. */
enum Station {
  RAW,
  MANGLE,
  NAT,
  FILTER,
  SECURITY,
  /** The virtual servers of IPVS. */
  IPVS;

  /** The table; empty for virtual servers. */
  Optional<Table> table() {
    return switch (this) {
      case RAW -> Optional.of(Table.RAW);
      case MANGLE -> Optional.of(Table.MANGLE);
      case NAT -> Optional.of(Table.NAT);
      case FILTER -> Optional.of(Table.FILTER);
      case SECURITY -> Optional.of(Table.SECURITY);
      case IPVS -> Optional.empty();
    };
  }
}
