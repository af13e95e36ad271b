// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.env;

import io.svcrules.iptables.kernel.CapabilityProbe;
import io.svcrules.iptables.kernel.DetectedVariant;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.iptables.trace.ChainSource;
import io.svcrules.model.IpFamily;
import java.util.Optional;

/** The rules of the machine's kernel. */
public interface PacketFilters {

  /**
   * The variant of iptables that the machine uses.
   *
   * @throws io.svcrules.iptables.kernel.PacketFilterException if that cannot be told
   */
  default IptablesVariant detect() {
    return detection().variant();
  }

  /**
   * The same, and how it is known.
   *
   * @throws io.svcrules.iptables.kernel.PacketFilterException if that cannot be told
   */
  DetectedVariant detection();

  /** Tells what one family lacks in one variant. */
  default CapabilityProbe probe(IpFamily family, IptablesVariant variant) {
    return CapabilityProbe.ALL_THERE;
  }

  /** The rules of one family in one variant. */
  PacketFilter open(IpFamily family, IptablesVariant variant);

  /**
   * The chains of one family in one variant, each read when it is asked for; empty where rules can
   * only be read as a whole.
   */
  default Optional<ChainSource> chains(IpFamily family, IptablesVariant variant) {
    return Optional.empty();
  }
}
