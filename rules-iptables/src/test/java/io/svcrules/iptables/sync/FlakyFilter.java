// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.kernel.ChangeWatch;
import io.svcrules.iptables.kernel.FakePacketFilter;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.iptables.kernel.PacketFilterException;
import io.svcrules.iptables.kernel.PacketFilterException.Kind;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.model.IpFamily;
import java.util.Optional;

/** A kernel in memory that cannot always be read or asked, and counts how often it is. */
final class FlakyFilter implements PacketFilter, ChangeWatch {
  private final FakePacketFilter fake;
  private boolean readable = true;
  private boolean tells = true;
  private boolean locked;
  private Runnable duringApply = () -> {};
  private int reads;
  private int applies;

  FlakyFilter(FakePacketFilter fake) {
    this.fake = fake;
  }

  FakePacketFilter fake() {
    return fake;
  }

  /** Whether its rules can be read. */
  void setReadable(boolean value) {
    readable = value;
  }

  /** Whether it tells whether others changed rules. */
  void setTells(boolean value) {
    tells = value;
  }

  /** Whether somebody else holds the lock. */
  void setLocked(boolean value) {
    locked = value;
  }

  /** What happens while rules are changed. */
  void duringApply(Runnable work) {
    duringApply = work;
  }

  int reads() {
    return reads;
  }

  int applies() {
    return applies;
  }

  @Override
  public IpFamily family() {
    return fake.family();
  }

  @Override
  public Ruleset read() {
    failUnless(readable, Kind.UNAVAILABLE, "cannot be read");
    reads++;
    return fake.read();
  }

  @Override
  public void apply(IptablesPlan plan) {
    failUnless(!locked, Kind.BUSY, "locked");
    applies++;
    duringApply.run();
    fake.apply(plan);
  }

  @Override
  public boolean isChangedByOthers() {
    failUnless(tells, Kind.UNAVAILABLE, "does not tell");
    return fake.isChangedByOthers();
  }

  private static void failUnless(boolean works, Kind kind, String reason) {
    if (!works) {
      throw new PacketFilterException(kind, reason, Optional.empty(), Optional.empty(), null);
    }
  }
}
