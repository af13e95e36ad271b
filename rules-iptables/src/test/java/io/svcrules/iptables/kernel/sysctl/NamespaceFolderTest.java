// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.sysctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.testdata.kernel.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered is of the namespace that it was remembered in. */
final class NamespaceFolderTest {
  private static final String SETTING = "net.ipv4.conf.all.route_localnet";

  private static final Path OWN = Path.of("/proc/thread-self/ns/net");

  /** More than a kernel takes to give the number of a namespace that is gone to a new one. */
  private static final int NAMESPACES = 200;

  @TempDir private Path root;

  private static <T> T inside(NetworkNamespace namespace, Supplier<T> call) {
    return inside(Path.of("/run/netns", namespace.name()), call);
  }

  private static <T> T inside(Path namespace, Supplier<T> call) {
    return io.svcrules.netlink.jnr.NetworkNamespace.callIn(namespace, call);
  }

  private static Object inode(NetworkNamespace namespace) {
    try {
      return Files.getAttribute(Path.of("/run/netns", namespace.name()), "unix:ino");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SysctlKeeper keeper() {
    return new SysctlKeeper(
        new ProcSysctls(), new SysctlRecord(NamespaceFolder.in(root).resolve("sysctls")));
  }

  @Test
  void aNamespaceThatGotTheNumberOfAnotherHasNoneOfItsRecords() {
    // A thread that native calls start in a namespace, as the first one does, would keep it.
    inside(OWN, () -> keeper().undoable());
    Set<Object> numbers = new HashSet<>();
    boolean again = false;
    for (int i = 0; i < NAMESPACES && !again; i++) {
      try (NetworkNamespace next = new NetworkNamespace()) {
        again = !numbers.add(inode(next));
        if (again) {
          // Somebody else's choice, which looks like what we did in the other one.
          inside(next, NamespaceFolderTest::setByOthers);
          assertEquals(List.of(), inside(next, () -> keeper().undoable()));
        } else {
          assertEquals(1, inside(next, () -> keeper().set(Map.of(SETTING, "1"))).size());
          assertEquals(1, inside(next, () -> keeper().undoable()).size());
        }
      }
    }
    assertTrue(again, "no number came again: " + numbers);
  }

  private static Optional<String> setByOthers() {
    Sysctls sysctls = new ProcSysctls();
    sysctls.write(SETTING, "1");
    return sysctls.read(SETTING);
  }

  @Test
  void theFolderIsAlwaysTheSameAndTellsTheNumber() throws IOException {
    Object number = Files.getAttribute(OWN, "unix:ino");
    assertEquals(NamespaceFolder.in(root), NamespaceFolder.in(root));
    assertTrue(NamespaceFolder.in(root).getFileName().toString().startsWith("net-" + number + "-"));
  }

  @Test
  void aKernelWithoutCookiesGoesByNumbers() {
    assertEquals("net-4026531840", NamespaceName.of(4026531840L, OptionalLong.empty()));
    assertEquals(
        "net-4026531840-18446744073709551615", NamespaceName.of(4026531840L, OptionalLong.of(-1)));
    assertNotEquals(
        NamespaceName.of(1, OptionalLong.of(2)), NamespaceName.of(1, OptionalLong.of(3)));
  }
}
