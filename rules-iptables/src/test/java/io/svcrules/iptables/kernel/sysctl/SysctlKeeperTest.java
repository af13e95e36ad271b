// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.sysctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SysctlKeeperTest {
  private static final String LOCALNET = "net.ipv4.conf.all.route_localnet";
  private static final String IGNORE = "net.ipv4.conf.all.arp_ignore";
  private static final Map<String, String> WANTED = Map.of(LOCALNET, "1");

  @TempDir private Path folder;
  private final FakeSysctls kernel = new FakeSysctls(Map.of(LOCALNET, "0", IGNORE, "0"));

  private Path file() {
    return folder.resolve("net-1/sysctls");
  }

  private SysctlKeeper keeper() {
    return keeper(kernel);
  }

  private SysctlKeeper keeper(Sysctls sysctls) {
    return new SysctlKeeper(sysctls, new SysctlRecord(file()));
  }

  private Optional<String> value() {
    return kernel.read(LOCALNET);
  }

  @Test
  void whatDiffersIsSetAndPutBack() {
    SysctlChange change = new SysctlChange(LOCALNET, "0", "1");
    assertEquals(List.of(change), keeper().missing(WANTED));
    assertEquals(Optional.of("0"), value());
    assertEquals(List.of(change), keeper().set(WANTED));
    assertEquals(Optional.of("1"), value());
    assertEquals(List.of(), keeper().set(WANTED));
    assertEquals(List.of(change.undone()), keeper().undoable());
    assertEquals(List.of(change.undone()), keeper().undo());
    assertEquals(Optional.of("0"), value());
    assertEquals(List.of(), keeper().undo());
    assertFalse(Files.exists(file()));
  }

  @Test
  void whatOthersHadSetStaysSet() {
    kernel.write(LOCALNET, "1");
    assertEquals(List.of(), keeper().set(WANTED));
    assertEquals(List.of(), keeper().undo());
    assertEquals(Optional.of("1"), value());
  }

  @Test
  void whatOthersChangedSinceIsTheirs() {
    keeper().set(Map.of(IGNORE, "1"));
    kernel.write(IGNORE, "2");
    assertEquals(List.of(), keeper().undo());
    assertEquals(Optional.of("2"), kernel.read(IGNORE));
    assertFalse(Files.exists(file()));
  }

  @Test
  void theFirstValueIsPutBack() {
    keeper().set(Map.of(IGNORE, "1"));
    keeper().set(Map.of(IGNORE, "2", LOCALNET, "1"));
    assertEquals(2, keeper().undo().size());
    assertEquals(Optional.of("0"), kernel.read(IGNORE));
    assertEquals(Optional.of("0"), value());
  }

  @Test
  void someArePutBackAndTheOthersRemembered() {
    keeper().set(Map.of(IGNORE, "1", LOCALNET, "1"));
    assertEquals(1, keeper().undoable(IGNORE::equals).size());
    assertEquals(1, keeper().undo(IGNORE::equals).size());
    assertEquals(Optional.of("0"), kernel.read(IGNORE));
    assertEquals(Optional.of("1"), value());
    assertEquals(List.of(new SysctlChange(LOCALNET, "1", "0")), keeper().undo());
  }

  @Test
  void aSettingWithItsFirstValueIsForgotten() {
    keeper().set(WANTED);
    keeper().set(Map.of(LOCALNET, "0"));
    assertEquals(List.of(), keeper().undoable());
    assertFalse(Files.exists(file()));
  }

  @Test
  void theRecordIsThereBeforeTheChange() {
    Sysctls dying =
        new Sysctls() {
          @Override
          public Optional<String> read(String name) {
            return kernel.read(name);
          }

          @Override
          public void write(String name, String value) {
            assertTrue(Files.exists(file()), "remembered before it is done");
            throw new SysctlException("killed", null);
          }
        };
    assertThrows(SysctlException.class, () -> keeper(dying).set(WANTED));
    assertEquals(List.of(), keeper().undoable(), "what was not done is not undone");
    keeper().set(WANTED);
    assertEquals(1, keeper().undo().size());
    assertEquals(Optional.of("0"), value());
  }

  @Test
  void nothingChangesIfItCannotBeRemembered() throws IOException {
    Files.createFile(folder.resolve("net-1"));
    SysctlException e = assertThrows(SysctlException.class, () -> keeper().set(WANTED));
    assertTrue(e.getMessage().contains("net-1"), e.getMessage());
    assertEquals(Optional.of("0"), value());
  }

  @Test
  void aDamagedRecordIsAnErrorAndNotTakenForNone() throws IOException {
    keeper().set(WANTED);
    Files.writeString(file(), LOCALNET + " = \n");
    assertThrows(SysctlException.class, () -> keeper().undo());
    assertEquals(Optional.of("1"), value());
  }

  @Test
  void aKernelWithoutTheSettingOrThatRefusesSaysSo() {
    assertThrows(SysctlException.class, () -> keeper().set(Map.of("net.ipv4.vs.conntrack", "1")));
    kernel.makeReadOnly();
    SysctlException e = assertThrows(SysctlException.class, () -> keeper().set(WANTED));
    assertTrue(e.getMessage().contains("Read-only"), e.getMessage());
  }
}
