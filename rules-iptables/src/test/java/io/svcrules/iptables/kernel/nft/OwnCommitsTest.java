// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.netlink.nftables.NftGeneration;
import org.junit.jupiter.api.Test;

class OwnCommitsTest {
  private final OwnCommits own = new OwnCommits();

  private static NftGeneration generation(int id) {
    return new NftGeneration(id, 0, "");
  }

  private void commit(int before) {
    own.add(generation(before), generation(before).next());
  }

  private boolean lead(int from, int to) {
    return own.lead(generation(from), generation(to));
  }

  @Test
  void withoutCommitsOnlyTheSameGenerationIsReached() {
    assertTrue(lead(5, 5));
    assertFalse(lead(0, 1));
    assertFalse(lead(5, 6));
  }

  @Test
  void commitsOneAfterAnotherLeadOn() {
    commit(5);
    commit(6);
    assertTrue(lead(5, 7));
    assertTrue(lead(6, 7));
    assertFalse(lead(4, 7), "another one led to 5");
    assertFalse(lead(5, 8), "another one led to 8");
    assertFalse(lead(7, 5), "back");
  }

  @Test
  void aCommitOfOthersBetweenBreaksTheChain() {
    commit(5);
    commit(7);
    assertFalse(lead(5, 8));
    assertFalse(lead(6, 8));
    assertTrue(lead(7, 8));
  }

  @Test
  void numbersWrapAround() {
    commit(Integer.MAX_VALUE);
    commit(Integer.MIN_VALUE);
    assertTrue(lead(Integer.MAX_VALUE, Integer.MIN_VALUE + 1));
    commit(-1);
    commit(1);
    assertTrue(lead(-1, 2), "0 is left out");
  }
}
