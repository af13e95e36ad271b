// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.sysctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.svcrules.testdata.kernel.NetworkNamespace;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The settings of a network namespace of a real kernel. */
final class ProcSysctlsTest extends SysctlsContractTest {
  private final NetworkNamespace namespace = new NetworkNamespace();

  @AfterEach
  void close() {
    namespace.close();
  }

  /** The files show the settings of the namespace in which the reading thread is. */
  private <T> T inside(Supplier<T> call) {
    return io.svcrules.netlink.jnr.NetworkNamespace.callIn(
        Path.of("/run/netns", namespace.name()), call);
  }

  @Override
  Sysctls sysctls() {
    Sysctls kernel = new ProcSysctls();
    return new Sysctls() {
      @Override
      public Optional<String> read(String name) {
        return inside(() -> kernel.read(name));
      }

      @Override
      public void write(String name, String value) {
        inside(
            () -> {
              kernel.write(name, value);
              return value;
            });
      }
    };
  }

  @Test
  void eachNamespaceHasItsOwn() {
    Optional<String> outside = new ProcSysctls().read(SETTING);
    sysctls().write(SETTING, outside.orElseThrow().equals("0") ? "1" : "0");
    assertEquals(outside, new ProcSysctls().read(SETTING));
    Path root = Path.of("/run/somewhere");
    assertNotEquals(
        NamespaceFolder.in(root), inside(() -> NamespaceFolder.in(root)), "and its own folder");
    assertEquals(NamespaceFolder.in(root), NamespaceFolder.in(root));
  }

  @Test
  void aNameNeverLeadsElsewhere() {
    for (String name : new String[] {"net..ipv4", "../../etc/passwd", "net/ipv4", "", "net"}) {
      assertThrows(IllegalArgumentException.class, () -> new ProcSysctls().read(name), name);
    }
  }
}
