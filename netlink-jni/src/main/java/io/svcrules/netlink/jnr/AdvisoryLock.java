// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.jnr;

import io.svcrules.netlink.NetlinkSocketException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A lock of {@code flock(2)}, which those of {@code fcntl(2)}, as {@link
 * java.nio.channels.FileChannel} takes them, know nothing of. It goes with the process at the
 * latest.
 */
public final class AdvisoryLock implements AutoCloseable {
  private static final int CLOSED = -1;

  private final AtomicInteger fd;

  private AdvisoryLock(int fd) {
    this.fd = new AtomicInteger(fd);
  }

  /**
   * Takes the lock of a file, if nobody holds it.
   *
   * @param file a file that exists
   * @return empty if somebody holds it
   * @throws NetlinkSocketException if the file cannot be opened or locked
   */
  public static Optional<AdvisoryLock> tryLock(Path file) {
    SystemCalls system = SystemCalls.instance();
    int fd = system.open(file.toString());
    boolean locked = false;
    try {
      locked = system.tryLock(fd);
      return locked ? Optional.of(new AdvisoryLock(fd)) : Optional.empty();
    } finally {
      if (!locked) {
        system.close(fd);
      }
    }
  }

  /** Gives the lock back. */
  @Override
  public void close() {
    int open = fd.getAndSet(CLOSED);
    if (open != CLOSED) {
      SystemCalls.instance().close(open);
    }
  }
}
