// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.iptables.kernel.PacketFilterException.Kind;
import io.svcrules.netlink.jnr.AdvisoryLock;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The lock of the legacy iptables, and who holds it. */
final class XtablesLock {
  private static final Pattern FILE = Pattern.compile("Can't lock (\\S+): ");
  // proc(5): "1: FLOCK  ADVISORY  WRITE 4321 00:1a:5678 0 EOF", with the process and the inode.
  private static final Pattern HELD =
      Pattern.compile("\\d+: FLOCK +\\S+ +\\S+ +(\\d+) +\\S+:\\S+:(\\d+) .*");

  /** The variable of environ(7) by which iptables is told of another file. */
  static final String VARIABLE = "XTABLES_LOCKFILE";

  private static final Path DEFAULT = Path.of("/run/xtables.lock");

  /** As the commands of iptables make it. */
  private static final Set<PosixFilePermission> PERMISSIONS =
      PosixFilePermissions.fromString("rw-------");

  /** How long to wait for it: as kube-proxy does. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /** iptables asks once a second; a change of one service takes less than that. */
  private static final long ASK_AGAIN_MILLIS = 20;

  private XtablesLock() {}

  /**
   * The file that the commands of iptables lock.
   *
   * @param variable the value of {@link #VARIABLE}; null or empty if it is not set
   */
  static Path file(String variable) {
    return variable == null || variable.isEmpty() ? DEFAULT : Path.of(variable);
  }

  /**
   * Takes the lock, as the commands of iptables do, and waits for it if need be.
   *
   * @param lock its file, which is made if it does not exist
   * @throws PacketFilterException if somebody else holds it all the time, or the file cannot be
   *     opened
   */
  static AdvisoryLock take(Path lock) {
    make(lock);
    long start = System.nanoTime();
    while (true) {
      Optional<AdvisoryLock> taken = AdvisoryLock.tryLock(lock);
      if (taken.isPresent()) {
        return taken.get();
      }
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw held(lock);
      }
      pause(lock);
    }
  }

  private static void make(Path lock) {
    try {
      Files.createFile(lock, PosixFilePermissions.asFileAttribute(PERMISSIONS));
    } catch (FileAlreadyExistsException e) {
      // Somebody has used it before.
    } catch (IOException e) {
      Kind kind = e instanceof AccessDeniedException ? Kind.NOT_PERMITTED : Kind.UNAVAILABLE;
      throw failure(kind, "cannot make the lock file " + lock + ": " + e, e);
    }
  }

  private static void pause(Path lock) {
    try {
      Thread.sleep(ASK_AGAIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(Kind.UNAVAILABLE, "interrupted while waiting for the lock " + lock, e);
    }
  }

  private static PacketFilterException held(Path lock) {
    String who = holder(lock).map(holder -> " Holder: " + holder).orElse("");
    String reason = "somebody holds the lock of iptables, %s, for more than %d s.%s";
    return failure(Kind.BUSY, reason.formatted(lock, PATIENCE.toSeconds(), who), null);
  }

  private static PacketFilterException failure(Kind kind, String reason, Throwable cause) {
    return new PacketFilterException(kind, reason, Optional.empty(), Optional.empty(), cause);
  }

  /**
   * The holder: {@code process 4321 (kube-proxy)}. Empty if nobody holds the lock any more, or the
   * holder cannot be seen from here, as from inside a container.
   *
   * @param errors what iptables said when it had waited in vain; names the lock file
   */
  static Optional<String> holder(String errors) {
    Matcher file = FILE.matcher(errors);
    return file.find() ? holder(Path.of(file.group(1))) : Optional.empty();
  }

  private static Optional<String> holder(Path lock) {
    try {
      String inode = Files.getAttribute(lock, "unix:ino").toString();
      for (String line : Files.readAllLines(Path.of("/proc/locks"))) {
        Matcher held = HELD.matcher(line);
        if (held.matches() && held.group(2).equals(inode) && hasOpen(held.group(1), lock)) {
          return Optional.of("process " + held.group(1) + " (" + name(held.group(1)) + ")");
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      // Only a remark on a failure that is reported anyway.
      return Optional.empty();
    }
  }

  /** Inodes are numbered by file system: the file may be another one. */
  private static boolean hasOpen(String process, Path lock) throws IOException {
    List<Path> descriptors = new ArrayList<>();
    try (Stream<Path> all = Files.list(Path.of("/proc", process, "fd"))) {
      all.forEach(descriptors::add);
    }
    for (Path descriptor : descriptors) {
      if (Files.isSymbolicLink(descriptor)
          && Files.readSymbolicLink(descriptor).equals(lock.toRealPath())) {
        return true;
      }
    }
    return false;
  }

  private static String name(String process) throws IOException {
    return Files.readString(Path.of("/proc", process, "comm")).strip();
  }
}
