// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs;

import io.svcrules.model.IpFamily;

/**
 * What can be edited of a virtual server while it serves.
 *
 * @param scheduler the name of the kernel module that chooses real servers, without {@code ip_vs_}
 * @param flags {@link #ONE_PACKET} and bits of {@link SchedulerFlag}. The kernel's bits for
 *     persistent (0x1) and hashed (0x2) are not held: one follows from the seconds, the other is
 *     its own affair
 * @param persistenceSeconds how long a client stays with its real server; 0: it does not
 * @param persistenceMask how many leading bits of a client's address tell clients apart: 1 to 32,
 *     or 1 to 128
 * @param persistenceEngine the kernel module that tells clients apart by more than their address;
 *     empty for none
 */
public record VirtualServerSettings(
    String scheduler,
    int flags,
    int persistenceSeconds,
    int persistenceMask,
    String persistenceEngine) {
  /** Each packet is scheduled by itself (linux/ip_vs.h IP_VS_SVC_F_ONEPACKET). */
  public static final int ONE_PACKET = 0x4;

  /** All flags that may be held. */
  public static final int FLAGS = 0x3c;

  /** Refuses other flags. */
  public VirtualServerSettings {
    if ((flags & ~FLAGS) != 0) {
      throw new IllegalArgumentException("flags 0x" + Integer.toHexString(flags) + " are unknown");
    }
  }

  /** Settings without persistence. */
  public static VirtualServerSettings of(IpFamily family, String scheduler, int flags) {
    return new VirtualServerSettings(scheduler, flags, 0, family.bits(), "");
  }

  /** These settings with another scheduler and its flags. */
  public VirtualServerSettings withScheduler(String newScheduler, int newFlags) {
    return new VirtualServerSettings(
        newScheduler, newFlags, persistenceSeconds, persistenceMask, persistenceEngine);
  }

  /** These settings with clients that stay with their real server. */
  public VirtualServerSettings withPersistence(int seconds) {
    return new VirtualServerSettings(scheduler, flags, seconds, persistenceMask, persistenceEngine);
  }

  /** Appends the options of {@code ipvsadm -S}, with a space before each. */
  public void appendTo(StringBuilder out, IpFamily family) {
    out.append(" -s ").append(scheduler);
    if (persistenceSeconds != 0) {
      out.append(" -p ").append(persistenceSeconds);
      if (persistenceMask != family.bits()) {
        out.append(" -M ");
        PersistenceMask.append(out, family, persistenceMask);
      }
    }
    if (!persistenceEngine.isEmpty()) {
      out.append(" --pe ").append(persistenceEngine);
    }
    if ((flags & ONE_PACKET) != 0) {
      out.append(" -o");
    }
    String separator = " -b ";
    for (SchedulerFlag flag : SchedulerFlag.values()) {
      if ((flags & flag.bit()) != 0) {
        out.append(separator).append(flag.nameFor(scheduler));
        separator = ",";
      }
    }
  }
}
