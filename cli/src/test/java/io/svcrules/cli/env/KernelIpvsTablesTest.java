// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.kernel.ProcessRunner;
import io.svcrules.iptables.kernel.flow.FlowTable;
import io.svcrules.iptables.kernel.sysctl.FakeSysctls;
import io.svcrules.iptables.kernel.sysctl.NamespaceFolder;
import io.svcrules.iptables.kernel.sysctl.SysctlKeeper;
import io.svcrules.iptables.kernel.sysctl.SysctlRecord;
import io.svcrules.ipvs.kernel.IpvsTableException;
import io.svcrules.model.IpAddress;
import io.svcrules.testdata.kernel.NetworkNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelIpvsTablesTest {
  private final IpvsTables tables =
      new KernelIpvsTables(
          new IptablesCommands(new ProcessRunner()), new KernelEffects(NamespaceFolder.RUN));

  @Test
  void theAddressesOfAllInterfacesAreListedOnceAndSorted() {
    List<IpAddress> addresses = tables.nodeAddresses();
    assertTrue(addresses.contains(IpAddress.parse("127.0.0.1")), addresses::toString);
    assertEquals(addresses.stream().sorted().distinct().toList(), addresses);
  }

  /** The device and its addresses tell whether something is left, and are no interface's. */
  @Test
  void theDeviceIsFoundAndIsNoInterfaceOfTheNode() {
    try (NetworkNamespace node = new NetworkNamespace()) {
      node.run("sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=1").orFail();
      node.run("ip", "link", "set", "lo", "down").orFail();
      node.run("ip", "address", "flush", "dev", "lo").orFail();
      assertEquals("false []", look(node));
      node.run("ip", "link", "set", "lo", "up").orFail();
      node.run("ip", "address", "replace", "127.0.0.1/8", "dev", "lo").orFail();
      assertEquals("false [127.0.0.1]", look(node));
      node.run("ip", "link", "add", "kube-ipvs0", "type", "veth", "peer", "name", "other").orFail();
      node.run("ip", "address", "add", "10.96.0.1/32", "dev", "kube-ipvs0").orFail();
      assertEquals("true [127.0.0.1]", look(node));
      assertFalse(tables.isPresent(), "on the machine that runs the test");
    }
  }

  @Test
  void settingsOfTheModeAreLeftWhereSomebodyHasDeletedTheDevice(@TempDir Path folder) {
    FakeSysctls settings =
        new FakeSysctls(Map.of("net.ipv4.ip_forward", "0", "net.ipv4.vs.conntrack", "0"));
    SysctlKeeper keeper = new SysctlKeeper(settings, new SysctlRecord(folder.resolve("sysctls")));
    IpvsTables other =
        new KernelIpvsTables(new IptablesCommands(new ProcessRunner()), new Settings(keeper));
    keeper.set(Map.of("net.ipv4.ip_forward", "1"));
    assertFalse(other.isPresent(), "pods need it in any mode");
    keeper.set(Map.of("net.ipv4.vs.conntrack", "1"));
    assertTrue(other.isPresent());
    settings.write("net.ipv4.vs.conntrack", "0");
    assertFalse(other.isPresent(), "others have put it back");
  }

  @Test
  void aRecordThatCannotBeUnderstoodIsNotTakenForNone(@TempDir Path folder) throws IOException {
    Path record = Files.writeString(folder.resolve("sysctls"), "what?\n");
    SysctlKeeper keeper = new SysctlKeeper(new FakeSysctls(Map.of()), new SysctlRecord(record));
    IpvsTables other =
        new KernelIpvsTables(new IptablesCommands(new ProcessRunner()), new Settings(keeper));
    assertThrows(IpvsTableException.class, other::isPresent);
  }

  /** A node of which only the settings matter. */
  private record Settings(SysctlKeeper sysctls) implements NodeEffects {
    @Override
    public FlowTable flows() {
      throw new AssertionError("nobody asks for flows");
    }
  }

  private static String look(NetworkNamespace node) {
    return node.run(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            LookAtDevice.class.getName())
        .orFail()
        .strip();
  }

  /** Prints what is found in a namespace. */
  static final class LookAtDevice {
    private LookAtDevice() {}

    public static void main(String[] args) {
      IpvsTables found =
          new KernelIpvsTables(
              new IptablesCommands(new ProcessRunner()), new KernelEffects(NamespaceFolder.RUN));
      System.out.println(found.isPresent() + " " + found.nodeAddresses());
    }
  }
}
