// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import io.svcrules.iptables.Table;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.jnr.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which tables of a family there are; to ask the kernel for one would make it.
 *
 * @param family the family
 * @param namespace the file of the network namespace; empty for that of the calling thread
 */
public record TableNames(IpFamily family, Optional<Path> namespace) {

  /**
   * The tables that exist, sorted.
   *
   * @throws IncompatibleLayoutException if there is one that is not known here
   * @throws UncheckedIOException if the kernel does not say
   */
  public List<Table> present() {
    String names =
        namespace.isEmpty() ? read() : NetworkNamespace.callIn(namespace.get(), this::read);
    List<Table> tables = new ArrayList<>();
    for (String name : names.lines().toList()) {
      tables.add(
          Table.named(name)
              .orElseThrow(() -> new IncompatibleLayoutException("a table named " + name)));
    }
    return tables.stream().sorted().distinct().toList();
  }

  /** Of this thread: the process may have its main thread in another namespace. */
  private String read() {
    String file =
        switch (family) {
          case IPV4 -> "ip_tables_names";
          case IPV6 -> "ip6_tables_names";
        };
    try {
      return Files.readString(Path.of("/proc/thread-self/net", file), StandardCharsets.US_ASCII);
    } catch (NoSuchFileException e) {
      // Nobody has needed x_tables yet in this kernel.
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
