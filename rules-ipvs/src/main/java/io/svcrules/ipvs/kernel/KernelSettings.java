// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.ipvs.plan.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings below /proc/sys, and the time since boot. Settings of the network are those of the
 * network namespace of the calling thread.
 */
final class KernelSettings {
  private static final Path SETTINGS = Path.of("/proc/sys");
  private static final Path UPTIME = Path.of("/proc/uptime");

  private KernelSettings() {}

  /** Those that the kernel has, by their dotted names. */
  static SortedMap<String, String> read() {
    SortedMap<String, String> found = new TreeMap<>();
    for (Setting setting : Setting.values()) {
      String name = setting.key();
      Path file = file(name);
      // A kernel without IPv6, or without that part of IPVS, has no such setting.
      if (Files.exists(file)) {
        try {
          found.put(name, Files.readString(file).strip());
        } catch (IOException e) {
          throw unreadable(file, e);
        }
      }
    }
    return found;
  }

  /** Why the kernel did not take a value of a setting. */
  static IpvsRefusal refusal(String name) {
    if (!Files.exists(file(name))) {
      return IpvsRefusal.UNAVAILABLE;
    }
    return Files.isWritable(file(name)) ? IpvsRefusal.OTHER : IpvsRefusal.NOT_PERMITTED;
  }

  /** Whole seconds since the kernel booted. */
  static long uptimeSeconds() {
    try {
      String text = Files.readString(UPTIME);
      return Long.parseLong(text.substring(0, text.indexOf('.')));
    } catch (IOException e) {
      throw unreadable(UPTIME, e);
    }
  }

  private static Path file(String name) {
    return SETTINGS.resolve(name.replace('.', '/'));
  }

  private static IpvsTableException unreadable(Path file, IOException e) {
    return new IpvsTableException(IpvsRefusal.OTHER, "cannot read " + file + ": " + reason(e), e);
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
