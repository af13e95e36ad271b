// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What mode ipvs takes from the node itself, and what it changes there besides its objects. */
@Tag("guest")
class IpvsNodeKernelTest {
  private static final String CLUSTER = Yaml.WEB + "---\n" + Yaml.DUAL + Yaml.NODE;
  private static final String[] APPLY = {"apply", "-f", "-", "--mode=ipvs"};
  private static final Pattern NODE_PORT = Pattern.compile("-A -t (\\S+):30080 .*");

  private static CliRun apply(GuestNode node, String... more) {
    String[] args = new String[APPLY.length + more.length];
    System.arraycopy(APPLY, 0, args, 0, APPLY.length);
    System.arraycopy(more, 0, args, APPLY.length, more.length);
    return node.svcrules(CLUSTER, args);
  }

  private static Set<String> nodePorts(GuestNode node) {
    Set<String> addresses = new TreeSet<>();
    for (String line : node.run("ipvsadm", "-Sn").lines().toList()) {
      Matcher matcher = NODE_PORT.matcher(line);
      if (matcher.matches()) {
        addresses.add(matcher.group(1));
      }
    }
    return addresses;
  }

  @Test
  void nodePortsAnswerOnWhatTheInterfacesHave() {
    try (GuestNode node =
        new GuestNode()
            .with("eth0", "192.0.2.11/24", "192.0.2.12/24", "fd00::11/64")
            .with("eth1", "198.51.100.7/24")) {
      node.run("ip", "link", "set", "eth1", "down");
      node.run("ip", "address", "add", "10.1.1.1/32", "dev", "lo");
      CliRun first = apply(node);
      assertEquals(0, first.status(), first.err());
      Set<String> all = Set.of("192.0.2.11", "192.0.2.12", "198.51.100.7", "10.1.1.1");
      assertEquals(all, nodePorts(node), "neither 127.0.0.1 nor what is on the dummy device");
      assertTrue(node.run("ip", "address", "show", "dev", "kube-ipvs0").contains("10.96.0.10/32"));
      CliRun second = node.svcrules(CLUSTER, "diff", "-f", "-", "--mode=ipvs");
      assertEquals("", second.out());
      assertEquals(0, second.status(), second.err());

      node.run("ip", "address", "del", "198.51.100.7/24", "dev", "eth1");
      node.run("ip", "address", "add", "203.0.113.9/24", "dev", "eth1");
      assertEquals(0, apply(node).status());
      assertEquals(
          Set.of("192.0.2.11", "192.0.2.12", "203.0.113.9", "10.1.1.1"),
          nodePorts(node),
          "an address that is gone takes its virtual server along");

      assertEquals(0, apply(node, "--nodeport-addresses=192.0.2.12/32").status());
      assertEquals(Set.of("192.0.2.12"), nodePorts(node));
    }
  }

  private static Map<String, String> settings(GuestNode node) {
    Map<String, String> settings = new TreeMap<>();
    for (String name :
        Set.of(
            "net.ipv4.ip_forward",
            "net.ipv4.conf.all.arp_ignore",
            "net.ipv4.conf.all.arp_announce",
            "net.ipv4.vs.conntrack",
            "net.ipv4.vs.conn_reuse_mode",
            "net.ipv4.vs.expire_nodest_conn",
            "net.ipv4.vs.expire_quiescent_template",
            "net.ipv6.conf.all.forwarding")) {
      settings.put(name, node.sysctl(name));
    }
    return settings;
  }

  @Test
  void settingsAreSaidAndPutBackToWhatTheyWere() {
    try (GuestNode node = new GuestNode().with("eth0", "192.0.2.11/24", "fd00::11/64")) {
      node.run("sysctl", "-w", "net.ipv4.ip_forward=0");
      node.run("sysctl", "-w", "net.ipv6.conf.all.forwarding=0");
      node.run("sysctl", "-w", "net.ipv4.conf.all.arp_ignore=2");
      node.run("sysctl", "-w", "net.ipv4.vs.expire_nodest_conn=1");
      Map<String, String> before = settings(node);
      CliRun dryRun = apply(node, "--dry-run", "--ipvs-strict-arp");
      assertTrue(dryRun.out().contains("sysctl -w net.ipv4.ip_forward=1\n"), dryRun.out());
      assertEquals(before, settings(node));

      CliRun run = apply(node, "--ipvs-strict-arp");
      assertEquals(0, run.status(), run.err());
      assertTrue(run.err().contains("net.ipv6.conf.all.forwarding set to 1, was 0"), run.err());
      Map<String, String> during = settings(node);
      assertEquals("1", during.get("net.ipv4.ip_forward"));
      assertEquals("1", during.get("net.ipv6.conf.all.forwarding"));
      assertEquals("1", during.get("net.ipv4.conf.all.arp_ignore"));
      assertEquals("2", during.get("net.ipv4.conf.all.arp_announce"));
      assertEquals("1", during.get("net.ipv4.vs.conntrack"));
      assertEquals("1", during.get("net.ipv4.vs.expire_quiescent_template"));
      // Since Linux 5.9 it is better left alone.
      assertEquals("1", during.get("net.ipv4.vs.conn_reuse_mode"));

      CliRun would = node.svcrules("", "cleanup", "--dry-run");
      assertTrue(would.out().contains("sysctl -w net.ipv4.conf.all.arp_ignore=2\n"), would.out());
      assertEquals(during, settings(node));
      CliRun cleanup = node.svcrules("", "cleanup");
      assertEquals(0, cleanup.status(), cleanup.err());
      assertEquals(before, settings(node), "what others had set before is set still");
      assertEquals("", node.run("ipset", "save"), "not even sets of IPv6 are left");
      assertFalse(node.svcrules("", "cleanup", "--dry-run").out().contains("sysctl"));
    }
  }

  /** Virtual servers, sets and addresses are none of any tool's business. */
  @Test
  void noOtherProgramsAreNeededThanThoseOfIptables(@TempDir Path folder) throws IOException {
    Path programs = Files.createDirectory(folder.resolve("programs"));
    try (Stream<Path> installed = Files.list(Path.of("/usr/sbin"))) {
      for (Path program : installed.toList()) {
        if (program.getFileName().toString().matches("ip6?tables.*")) {
          Files.createSymbolicLink(programs.resolve(program.getFileName()), program);
        }
      }
    }
    Path objects = Files.writeString(folder.resolve("objects.yaml"), CLUSTER);
    try (GuestNode node = new GuestNode().with("eth0", "192.0.2.11/24", "fd00::11/64")) {
      node.run(
          "env",
          "PATH=" + programs,
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-cp",
          System.getProperty("java.class.path"),
          Main.class.getName(),
          "apply",
          "-f",
          objects.toString(),
          "--mode=ipvs");
      assertTrue(node.run("ipvsadm", "-Sn").contains("-A -t 10.96.0.10:80 -s rr"));
      assertTrue(node.run("ipvsadm", "-Sn").contains("-A -t [fd00:96::20]:80 -s rr"));
      CliRun diff = node.svcrules(CLUSTER, "diff", "-f", "-", "--mode=ipvs");
      assertEquals(0, diff.status(), diff.out());
    }
  }

  @Test
  void forwardingOutlivesTheModeUntilACleanup() {
    try (GuestNode node = new GuestNode().with("eth0", "192.0.2.11/24", "fd00::11/64")) {
      node.run("sysctl", "-w", "net.ipv4.ip_forward=0");
      assertEquals(0, apply(node, "--ipvs-strict-arp").status());
      assertEquals("1", node.sysctl("net.ipv4.conf.all.arp_ignore"));
      CliRun other = node.svcrules(CLUSTER, "apply", "-f", "-", "--mode=iptables");
      assertEquals(0, other.status(), other.err());
      assertEquals("1", node.sysctl("net.ipv4.ip_forward"));
      assertEquals("0", node.sysctl("net.ipv4.vs.conntrack"));
      assertEquals("0", node.sysctl("net.ipv4.conf.all.arp_ignore"));
      assertEquals("", node.run("ipvsadm", "-Sn"));
      assertEquals(0, node.svcrules("", "cleanup").status());
      assertEquals("0", node.sysctl("net.ipv4.ip_forward"));
    }
  }

  @Test
  void strictArpIsPutBackByAnApplyWithoutIt() {
    try (GuestNode node = new GuestNode().with("eth0", "192.0.2.11/24", "fd00::11/64")) {
      node.run("sysctl", "-w", "net.ipv4.conf.all.arp_ignore=2");
      assertEquals(0, apply(node, "--ipvs-strict-arp").status());
      assertEquals("2", node.sysctl("net.ipv4.conf.all.arp_announce"));
      CliRun run = apply(node);
      assertEquals(0, run.status(), run.err());
      assertTrue(
          run.err().contains("IPv4: net.ipv4.conf.all.arp_ignore set to 2, was 1"), run.err());
      assertEquals("2", node.sysctl("net.ipv4.conf.all.arp_ignore"));
      assertEquals("0", node.sysctl("net.ipv4.conf.all.arp_announce"));
      assertEquals("", node.svcrules(CLUSTER, "diff", "-f", "-", "--mode=ipvs").out());
    }
  }

  @Test
  void aModeWhoseDeviceWasDeletedByHandGoesWithItsSettings() {
    try (GuestNode node = new GuestNode().with("eth0", "192.0.2.11/24", "fd00::11/64")) {
      assertEquals(0, apply(node, "--ipvs-strict-arp").status());
      node.run("ip", "link", "del", "kube-ipvs0");
      CliRun other = node.svcrules(CLUSTER, "apply", "-f", "-", "--mode=iptables");
      assertEquals(0, other.status(), other.err());
      assertEquals("0", node.sysctl("net.ipv4.vs.conntrack"));
      assertEquals("0", node.sysctl("net.ipv4.conf.all.arp_ignore"));
      assertEquals("", node.run("ipvsadm", "-Sn"));
      assertEquals("", node.run("ipset", "save"));
      assertEquals("1", node.sysctl("net.ipv4.conf.all.route_localnet"));
      CliRun back = apply(node);
      assertEquals(0, back.status(), back.err());
      assertEquals("0", node.sysctl("net.ipv4.conf.all.route_localnet"));
    }
  }
}
