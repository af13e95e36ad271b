// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.lint;

import io.svcrules.model.Protocol;
import io.svcrules.model.lint.ListeningSocket;
import io.svcrules.model.lint.NodeFacts;
import io.svcrules.model.lint.PortRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What proc(5) and sysfs(5) tell, of the network namespace of this process. */
final class ProcNodeFacts implements NodeFactsSource {
  /** net/tcp_states.h TCP_LISTEN. */
  private static final String LISTEN = "0A";

  /** net/tcp_states.h TCP_CLOSE: a UDP socket that is bound and not connected. */
  private static final String UNCONNECTED = "07";

  private final Path root;

  /**
   * Facts below a directory.
   *
   * @param root what holds {@code proc} and {@code sys}
   */
  ProcNodeFacts(Path root) {
    this.root = root;
  }

  @Override
  public NodeFacts read() throws IOException {
    Set<ListeningSocket> listening = new HashSet<>();
    addSockets("tcp", Protocol.TCP, LISTEN, listening);
    addSockets("tcp6", Protocol.TCP, LISTEN, listening);
    addSockets("udp", Protocol.UDP, UNCONNECTED, listening);
    addSockets("udp6", Protocol.UDP, UNCONNECTED, listening);
    Optional<PortRange> ephemeral =
        line("proc/sys/net/ipv4/ip_local_port_range").map(text -> range(text.split("\\s+", -1)));
    Set<PortRange> reserved = new HashSet<>();
    for (String part :
        line("proc/sys/net/ipv4/ip_local_reserved_ports").orElse("").split(",", -1)) {
      if (!part.isBlank()) {
        reserved.add(range(part.strip().split("-", -1)));
      }
    }
    // Absent until the module is loaded.
    Optional<String> recent = line("sys/module/xt_recent/parameters/ip_list_tot");
    return new NodeFacts(
        listening,
        ephemeral,
        reserved,
        recent.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(recent.get())));
  }

  private static PortRange range(String[] words) {
    return new PortRange(Integer.parseInt(words[0]), Integer.parseInt(words[words.length - 1]));
  }

  private Optional<String> line(String name) throws IOException {
    Path file = root.resolve(name);
    return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
  }

  /** Lines of {@code sl local_address rem_address st …}; addresses are {@code hex:PORT}. */
  private void addSockets(
      String table, Protocol protocol, String state, Set<ListeningSocket> listening)
      throws IOException {
    Path file = root.resolve("proc/net").resolve(table);
    // A kernel without IPv6 has no tcp6.
    List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
      String[] words = line.strip().split("\\s+", -1);
      if (words.length > 3 && words[3].equals(state)) {
        String port = words[1].substring(words[1].lastIndexOf(':') + 1);
        listening.add(new ListeningSocket(protocol, Integer.parseInt(port, 16)));
      }
    }
  }
}
