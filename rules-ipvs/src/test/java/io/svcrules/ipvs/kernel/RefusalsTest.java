// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.netlink.Bytes;
import io.svcrules.netlink.KernelErrorException;
import io.svcrules.netlink.RequestFailure;
import io.svcrules.netlink.ipset.IpsetError;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalsTest {
  @ParameterizedTest
  @EnumSource(names = {"IPSET_ERR_BUSY", "IPSET_ERR_REFERENCED"})
  void aSetInUseIsToldInWords(IpsetError error) {
    RequestFailure failure =
        new RequestFailure(0, error.number(), error.name(), "", 0, Bytes.empty());
    IpvsTableException told = Refusals.ofSet(new KernelErrorException(List.of(failure)));
    assertEquals(IpvsRefusal.BUSY, told.refusal());
    assertTrue(told.getMessage().startsWith("the set is in use: "), told.getMessage());
    assertFalse(told.getMessage().contains(error.name()), told.getMessage());
  }
}
