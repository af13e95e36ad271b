// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

import java.util.Map;
import java.util.TreeMap;

/** The kernel settings of each place, below {@code /proc/sys/net}. */
final class Sysctls {
  private Sysctls() {}

  static Map<String, String> of(Place place) {
    Map<String, String> values = new TreeMap<>();
    for (String scope : new String[] {"all", "default"}) {
      // Routes are as they are: nobody is to learn a shorter way past the rules.
      values.put("ipv4/conf/" + scope + "/send_redirects", "0");
      values.put("ipv4/conf/" + scope + "/accept_redirects", "0");
      values.put("ipv6/conf/" + scope + "/accept_redirects", "0");
      values.put("ipv6/conf/" + scope + "/accept_ra", "0");
      values.put("ipv4/conf/" + scope + "/rp_filter", "0");
      // Addresses serve at once.
      values.put("ipv6/conf/" + scope + "/accept_dad", "0");
    }
    // A refusal that is held back looks like silence: limit no ICMP type that tells of one. The
    // mask of IPv6 is a list of types (linux/icmpv6.h); 0 is none of them.
    values.put("ipv4/icmp_ratemask", "0");
    values.put("ipv6/icmp/ratemask", "0");
    if (place == Place.OUTSIDE) {
      // Its many addresses are a route, which IPv6 does not take for addresses of its own.
      values.put("ipv6/ip_nonlocal_bind", "1");
    }
    if (place.forwards()) {
      values.put("ipv4/ip_forward", "1");
      values.put("ipv6/conf/all/forwarding", "1");
    }
    return values;
  }
}
