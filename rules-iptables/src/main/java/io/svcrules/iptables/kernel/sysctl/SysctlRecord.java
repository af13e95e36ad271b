// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.sysctl;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that remembers which settings were changed, and what they were before. It is on disk
 * before any of them changes, and is replaced as a whole, so that whenever the power fails, it
 * tells at least as much as was done.
 */
public final class SysctlRecord {
  private static final Pattern LINE = Pattern.compile("(\\S+) = (\\S+) # was (\\S+)");

  private final Path file;

  /**
   * A record.
   *
   * @param file need not exist yet, nor its folder
   */
  public SysctlRecord(Path file) {
    this.file = file;
  }

  /**
   * The changes by the names of their settings.
   *
   * @throws SysctlException if the file cannot be read or understood
   */
  SortedMap<String, SysctlChange> load() {
    SortedMap<String, SysctlChange> changes = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(file)) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
          throw new SysctlException(file + ": cannot be understood: " + line, null);
        }
        String name = matcher.group(1);
        changes.put(name, new SysctlChange(name, matcher.group(3), matcher.group(2)));
      }
    } catch (NoSuchFileException e) {
      return changes;
    } catch (IOException e) {
      throw failure("read", e);
    }
    return changes;
  }

  /**
   * Remembers these changes and no other.
   *
   * @throws SysctlException if the file cannot be written
   */
  void store(Map<String, SysctlChange> changes) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (changes.isEmpty()) {
        if (Files.deleteIfExists(file)) {
          sync(folder);
        }
        return;
      }
      Files.createDirectories(folder);
      Path draft = folder.resolve(file.getFileName() + ".new");
      write(draft, text(changes));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      sync(folder);
    } catch (IOException e) {
      throw failure("written", e);
    }
  }

  private static String text(Map<String, SysctlChange> changes) {
    StringBuilder text = new StringBuilder();
    for (SysctlChange change : new TreeMap<>(changes).values()) {
      text.append(change.name()).append(" = ").append(change.after());
      text.append(" # was ").append(change.before()).append('\n');
    }
    return text.toString();
  }

  private static void write(Path path, String text) throws IOException {
    try (FileChannel out =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
  }

  /** Names of files are in their folder, which has to reach the disk, too (fsync(2)). */
  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private SysctlException failure(String what, IOException e) {
    return new SysctlException(file + " cannot be " + what + ": " + e.getMessage(), e);
  }
}
