// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.explain;

import io.svcrules.ipvs.RealServer;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.text.IpvsadmText;
import java.util.Optional;

/**
 * One line of ipvsadm -S, read on its own.
 *
 * @param text the line
 * @param server the virtual server it is about, with no real server but that of the line
 * @param real the real server; empty if the line is about the virtual server
 */
record ServerLine(String text, VirtualServer server, Optional<RealServer> real) {

  /**
   * Reads the line.
   *
   * @throws io.svcrules.ipvs.text.IpvsTextException if it is none of ipvsadm -S
   */
  static ServerLine parse(String line) {
    boolean ofReal = line.startsWith("-a");
    // A real server is only read behind its virtual server, whose scheduler does not matter here.
    String before = ofReal ? "-A" + key(line) + " -s rr\n" : "";
    VirtualServer server = IpvsadmText.parse(before + line).values().iterator().next();
    return new ServerLine(line, server, server.realServers().values().stream().findFirst());
  }

  private static String key(String line) {
    int end = line.indexOf(" -r ");
    return line.substring(2, end < 0 ? line.length() : end);
  }

  VirtualServerKey key() {
    return server.key();
  }
}
