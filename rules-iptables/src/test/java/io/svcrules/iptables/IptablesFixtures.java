// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import io.svcrules.model.IpFamily;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files in the fixture folder of iptables. */
public final class IptablesFixtures {
  private IptablesFixtures() {}

  /** What kube-proxy left in a kernel, both families, sorted by name. */
  public static List<Path> golden() {
    try (Stream<Path> files = Files.list(folder("golden"))) {
      List<Path> found = files.sorted().toList();
      if (found.isEmpty()) {
        throw new AssertionError("no golden files");
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A fixture. */
  public static Path file(String folder, String name) {
    return folder(folder).resolve(name);
  }

  /** The text of a fixture. */
  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The family that the name of a file tells. */
  public static IpFamily family(Path file) {
    return file.toString().contains("ip6tables") ? IpFamily.IPV6 : IpFamily.IPV4;
  }

  private static Path folder(String name) {
    return Path.of(System.getProperty("svcrules.testdata"), "fixtures", "iptables", name);
  }
}
