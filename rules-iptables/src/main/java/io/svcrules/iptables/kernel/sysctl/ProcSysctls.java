// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.sysctl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Settings as the files of {@code /proc/sys} (proc(5)). Those of the network are of the namespace
 * of the calling thread.
 */
public final class ProcSysctls implements Sysctls {
  private static final Path ROOT = Path.of("/proc/sys");

  /** Nothing that could lead out of the folder. */
  private static final Pattern NAME = Pattern.compile("[\\w-]+(\\.[\\w-]+)+");

  private final Path root;

  /** The settings of this kernel. */
  public ProcSysctls() {
    this(ROOT);
  }

  /**
   * Settings elsewhere.
   *
   * @param root what {@code /proc/sys} is to the kernel
   */
  public ProcSysctls(Path root) {
    this.root = root;
  }

  @Override
  public Optional<String> read(String name) {
    try {
      return Optional.of(Files.readString(file(name)).strip());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failure("read", name, e);
    }
  }

  @Override
  public void write(String name, String value) {
    try {
      // One system call, and no file where the kernel has none.
      byte[] text = (value + "\n").getBytes(StandardCharsets.UTF_8);
      Files.write(file(name), text, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw failure("set to " + value, name, e);
    }
  }

  private Path file(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not the name of a setting: " + name);
    }
    return root.resolve(name.replace('.', '/'));
  }

  private static SysctlException failure(String what, String name, IOException e) {
    String reason =
        e instanceof NoSuchFileException ? "this kernel has no such setting" : e.getMessage();
    return new SysctlException(name + " cannot be " + what + ": " + reason, e);
  }
}
