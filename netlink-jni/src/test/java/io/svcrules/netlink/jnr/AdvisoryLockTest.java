// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.jnr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.netlink.NetlinkSocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdvisoryLockTest {
  @TempDir Path directory;

  private static int othersTry(Path file) throws Exception {
    return new ProcessBuilder("flock", "--nonblock", file.toString(), "true").start().waitFor();
  }

  @Test
  void othersSeeItAndItIsGivenBack() throws Exception {
    Path file = Files.createFile(directory.resolve("lock"));
    AdvisoryLock lock = AdvisoryLock.tryLock(file).orElseThrow();
    try {
      assertEquals(1, othersTry(file));
      assertTrue(AdvisoryLock.tryLock(file).isEmpty(), "not twice");
    } finally {
      lock.close();
      lock.close();
    }
    assertEquals(0, othersTry(file));
    AdvisoryLock.tryLock(file).orElseThrow().close();
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path file = directory.resolve("missing");
    NetlinkSocketException e =
        assertThrows(NetlinkSocketException.class, () -> AdvisoryLock.tryLock(file));
    assertTrue(e.getMessage().contains("missing"), e.getMessage());
  }
}
