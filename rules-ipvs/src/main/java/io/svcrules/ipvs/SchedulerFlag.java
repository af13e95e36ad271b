// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs;

import java.util.Optional;

/** A flag whose meaning is the scheduler's own (linux/ip_vs.h IP_VS_SVC_F_SCHED1 to 3). */
public enum SchedulerFlag {
  /** Another real server if the chosen one cannot take the connection ({@code sh}, {@code mh}). */
  FALLBACK(0x08, "fallback", "flag-1"),
  /** The client's port counts as well as its address ({@code sh}, {@code mh}). */
  PORT(0x10, "port", "flag-2"),
  /** No meaning yet. */
  THIRD(0x20, "", "flag-3");

  private final int bit;
  private final String hashName;
  private final String plainName;

  SchedulerFlag(int bit, String hashName, String plainName) {
    this.bit = bit;
    this.hashName = hashName;
    this.plainName = plainName;
  }

  /** The bit among the flags of a virtual server. */
  public int bit() {
    return bit;
  }

  /** The name ipvsadm gives it: the schedulers that hash sources have words of their own. */
  public String nameFor(String scheduler) {
    boolean hashes = scheduler.equals("sh") || scheduler.equals("mh");
    return hashes && !hashName.isEmpty() ? scheduler + '-' + hashName : plainName;
  }

  /** The flag ipvsadm calls so; every scheduler also understands the plain names. */
  public static Optional<SchedulerFlag> named(String name, String scheduler) {
    for (SchedulerFlag flag : values()) {
      if (flag.nameFor(scheduler).equals(name) || flag.plainName.equals(name)) {
        return Optional.of(flag);
      }
    }
    return Optional.empty();
  }
}
