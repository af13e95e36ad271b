// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.kernel.KernelNode;
import io.svcrules.ipvs.kernel.KernelTools;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What others have on a node, and must find there unchanged.
 *
 * @param node the node
 * @param variant its iptables
 */
record ForeignObjects(KernelNode node, IptablesVariant variant) {
  private static final String SET = "OTHERS";

  void create() {
    for (String address : List.of("172.16.0.1:80", "[fd99::1]:80")) {
      String real = address.startsWith("[") ? "[fd99::2]:8080" : "172.16.0.2:8080";
      node.run("ipvsadm", "-A", "-t", address, "-s", "wlc", "-p", "300");
      node.run("ipvsadm", "-a", "-t", address, "-r", real, "-m");
    }
    node.run("ipvsadm", "-A", "-f", "7", "-s", "rr");
    node.run("ipset", "create", SET, "hash:ip");
    node.run("ipset", "add", SET, "10.9.9.9");
    createRules();
  }

  /** Only what depends on the variant. */
  void createRules() {
    for (IpFamily family : IpFamily.values()) {
      String iptables = variant.saveCommand(family).replace("-save", "");
      node.run(iptables, "-A", "FORWARD", "-i", "others0", "-j", "DROP");
      node.run(iptables, "-t", "nat", "-N", "OTHERS");
      node.run(iptables, "-t", "nat", "-A", "POSTROUTING", "-j", "OTHERS");
    }
  }

  /** All of it, as the tools tell it. */
  String text() {
    StringBuilder text = new StringBuilder();
    new KernelTools(node)
        .ipvsadm()
        .lines()
        .filter(line -> line.contains("172.") || line.contains("fd99") || line.contains("-f 7"))
        .forEach(line -> text.append(line).append('\n'));
    text.append(node.run("ipset", "save", SET));
    for (IpFamily family : IpFamily.values()) {
      node.run(variant.saveCommand(family))
          .lines()
          .filter(line -> line.toLowerCase(Locale.ROOT).contains("others"))
          .map(line -> line.replaceAll(" \\[\\d+:\\d+]$", ""))
          .forEach(line -> text.append(line).append('\n'));
    }
    return text.toString();
  }

  static SortedMap<VirtualServerKey, VirtualServer> without(
      SortedMap<VirtualServerKey, VirtualServer> all) {
    SortedMap<VirtualServerKey, VirtualServer> others = new TreeMap<>(all);
    others
        .keySet()
        .removeIf(
            key ->
                !(key instanceof VirtualServerKey.Address at)
                    || at.address().equals(IpAddress.parse("172.16.0.1"))
                    || at.address().equals(IpAddress.parse("fd99::1")));
    return others;
  }

  static String withoutSet(String saved) {
    return saved
        .lines()
        .filter(line -> !line.contains(' ' + SET + ' '))
        .collect(Collectors.joining("\n"));
  }
}
