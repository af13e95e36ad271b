// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.model.Protocol;
import io.svcrules.model.lint.ListeningSocket;
import io.svcrules.model.lint.NodeFacts;
import io.svcrules.model.lint.PortRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcNodeFactsTest {
  private static final String TCP =
      """
        sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout
         0: 00000000:7580 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0
         1: 0100007F:0277 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0
         2: 0A00020F:7581 0200020F:C001 01 00000000:00000000 02:000A7214 00000000     0        0
      """;

  private static final String UDP6 =
      """
        sl  local_address                         remote_address                        st tx_queue
       77: 00000000000000000000000000000000:7582 00000000000000000000000000000000:0000 07 00000000
       78: 00000000000000000000000001000000:7583 00000000000000000000000001000000:1F90 01 00000000
      """;

  @TempDir private Path root;

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void socketsThatListenOrAreNotConnectedAreTaken() throws IOException {
    write("proc/net/tcp", TCP);
    write("proc/net/udp6", UDP6);
    assertEquals(
        Set.of(
            new ListeningSocket(Protocol.TCP, 30080),
            new ListeningSocket(Protocol.TCP, 631),
            new ListeningSocket(Protocol.UDP, 30082)),
        new ProcNodeFacts(root).read().listening());
  }

  @Test
  void rangesAreReadAsSysctlPrintsThem() throws IOException {
    write("proc/sys/net/ipv4/ip_local_port_range", "32768\t60999\n");
    write("proc/sys/net/ipv4/ip_local_reserved_ports", "35000,40000-40010\n");
    NodeFacts facts = new ProcNodeFacts(root).read();
    assertEquals(Optional.of(new PortRange(32768, 60999)), facts.ephemeral());
    assertEquals(
        Set.of(new PortRange(35000, 35000), new PortRange(40000, 40010)), facts.reserved());
  }

  @Test
  void theModuleTellsHowMuchItRemembers() throws IOException {
    write("sys/module/xt_recent/parameters/ip_list_tot", "500\n");
    assertEquals(OptionalInt.of(500), new ProcNodeFacts(root).read().recentEntries());
  }

  @Test
  void aMachineThatTellsNothingHasNoFacts() throws IOException {
    write("proc/sys/net/ipv4/ip_local_reserved_ports", "\n");
    assertEquals(NodeFacts.NONE, new ProcNodeFacts(root).read());
  }

  @Test
  void thisVeryMachineCanBeRead() throws IOException {
    assertEquals(
        Optional.of(true),
        new ProcNodeFacts(Path.of("/"))
            .read()
            .ephemeral()
            .map(range -> range.first() <= range.last()));
  }
}
