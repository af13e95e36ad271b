// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import io.svcrules.iptables.kernel.nft.SetIndexes;
import io.svcrules.iptables.kernel.nft.XtCodec;
import io.svcrules.model.IpFamily;

/**
 * Rules of one family to entries and back.
 *
 * @param encoder writes entries
 * @param decoder reads them
 */
record RuleCodec(EntryEncoder encoder, EntryDecoder decoder) {

  /**
   * A codec.
   *
   * @param sets the ipsets that rules may name
   */
  static RuleCodec of(IpFamily family, SetIndexes sets) {
    EntryLayout layout = EntryLayout.of(family);
    XtCodec codec = new XtCodec(family, sets);
    return new RuleCodec(new EntryEncoder(layout, codec), new EntryDecoder(layout, codec));
  }
}
