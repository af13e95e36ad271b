// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.compile;

import io.svcrules.model.IpFamily;
import java.util.Map;
import java.util.TreeMap;

/** The settings of the kernel that virtual servers need. */
final class WantedSysctls {
  private WantedSysctls() {}

  static Map<String, String> of(IpFamily family, IpvsConfig config, boolean serves) {
    Map<String, String> sysctls = new TreeMap<>();
    // Without it packets of virtual servers cannot be masqueraded.
    sysctls.put("net.ipv4.vs.conntrack", "1");
    // A client whose real server is gone is told so, and persistence does not bring it back.
    sysctls.put("net.ipv4.vs.expire_nodest_conn", "1");
    sysctls.put("net.ipv4.vs.expire_quiescent_template", "1");
    if (config.connReuseMode()) {
      // Before Linux 5.9 a reused source port costs its connection a second.
      sysctls.put("net.ipv4.vs.conn_reuse_mode", "0");
    }
    if (family == IpFamily.IPV4) {
      sysctls.put("net.ipv4.ip_forward", "1");
      if (config.strictArp()) {
        sysctls.put("net.ipv4.conf.all.arp_ignore", "1");
        sysctls.put("net.ipv4.conf.all.arp_announce", "2");
      }
    } else if (serves) {
      sysctls.put("net.ipv6.conf.all.forwarding", "1");
    }
    return sysctls;
  }
}
