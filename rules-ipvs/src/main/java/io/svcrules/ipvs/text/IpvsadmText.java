// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.text;

import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import java.util.Collection;
import java.util.SortedMap;

/**
 * The syntax of {@code ipvsadm -Sn}, which {@code ipvsadm -R} takes. Unlike ipvsadm it keeps the
 * thresholds of real servers, in options that {@code ipvsadm -R} understands.
 */
public final class IpvsadmText {
  private IpvsadmText() {}

  /** The virtual servers, each followed by its real servers. */
  public static String write(Collection<VirtualServer> servers) {
    StringBuilder out = new StringBuilder(servers.size() * 192);
    for (VirtualServer server : servers) {
      server.appendTo(out);
    }
    return out.toString();
  }

  /**
   * Reads what {@link #write} and ipvsadm write.
   *
   * @throws IpvsTextException if a line is something else
   */
  public static SortedMap<VirtualServerKey, VirtualServer> parse(String text) {
    IpvsadmParser parser = new IpvsadmParser();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (!line.isBlank()) {
        parser.read(new TextLine(number, line));
      }
    }
    return parser.servers();
  }
}
