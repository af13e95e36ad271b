// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Who holds the lock of the legacy iptables. */
final class XtablesLock {
  private static final Pattern FILE = Pattern.compile("Can't lock (\\S+): ");
  // proc(5): "1: FLOCK  ADVISORY  WRITE 4321 00:1a:5678 0 EOF", with the process and the inode.
  private static final Pattern HELD =
      Pattern.compile("\\d+: FLOCK +\\S+ +\\S+ +(\\d+) +\\S+:\\S+:(\\d+) .*");

  private XtablesLock() {}

  /**
   * The holder: {@code process 4321 (kube-proxy)}. Empty if nobody holds the lock any more, or the
   * holder cannot be seen from here, as from inside a container.
   *
   * @param errors what iptables said when it had waited in vain; names the lock file
   */
  static Optional<String> holder(String errors) {
    Matcher file = FILE.matcher(errors);
    if (!file.find()) {
      return Optional.empty();
    }
    Path lock = Path.of(file.group(1));
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
