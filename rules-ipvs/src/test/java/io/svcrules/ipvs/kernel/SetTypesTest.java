// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.svcrules.ipvs.IpSetDefinition;
import io.svcrules.ipvs.KubeSet;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.InetFamily;
import io.svcrules.netlink.ipset.IpsetListing;
import io.svcrules.netlink.ipset.IpsetSpec;
import io.svcrules.netlink.ipset.IpsetType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SetTypesTest {
  /** It holds networks, however it is filled: whoever made it wants another set than we do. */
  @Test
  void aSetWithANetmaskDoesNotDoForOneWithout() {
    IpsetSpec spec =
        new IpsetSpec(
            "KUBE-IPVS-IPS",
            IpsetType.of("hash:ip"),
            Optional.of(InetFamily.IPV4),
            1024,
            IpSetDefinition.DEFAULT_MAX_ELEMENTS,
            0,
            0,
            OptionalInt.empty(),
            false,
            24);
    IpSetDefinition found =
        SetTypes.fromNetlink(new IpsetListing(spec, 0, List.of()), IpFamily.IPV4).definition();
    assertEquals(List.of("netmask 24"), found.extensions());
    assertFalse(found.suits(KubeSet.IPVS_IPS.definition(IpFamily.IPV4)));
  }
}
