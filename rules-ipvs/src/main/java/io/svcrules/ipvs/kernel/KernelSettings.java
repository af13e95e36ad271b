// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings below /proc/sys, and the time since boot. Settings of the network are those of the
 * network namespace of the calling thread.
 */
final class KernelSettings {
  private static final Path SETTINGS = Path.of("/proc/sys");
  private static final Path UPTIME = Path.of("/proc/uptime");

  /** All settings that IPVS mode may want changed. */
  static final List<String> NAMES =
      List.of(
          "net.ipv4.conf.all.arp_announce",
          "net.ipv4.conf.all.arp_ignore",
          "net.ipv4.ip_forward",
          "net.ipv4.vs.conn_reuse_mode",
          "net.ipv4.vs.conntrack",
          "net.ipv4.vs.expire_nodest_conn",
          "net.ipv4.vs.expire_quiescent_template",
          "net.ipv6.conf.all.forwarding");

  private KernelSettings() {}

  /** Those that the kernel has, by their dotted names. */
  static SortedMap<String, String> read() {
    SortedMap<String, String> found = new TreeMap<>();
    for (String name : NAMES) {
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

  static void write(String name, String value) {
    try {
      Files.writeString(file(name), value);
    } catch (NoSuchFileException e) {
      throw new IpvsTableException(IpvsRefusal.UNAVAILABLE, "the kernel has no setting " + name, e);
    } catch (IOException e) {
      boolean denied = !Files.isWritable(file(name));
      throw new IpvsTableException(
          denied ? IpvsRefusal.NOT_PERMITTED : IpvsRefusal.OTHER,
          "cannot write " + file(name) + ": " + reason(e),
          e);
    }
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
