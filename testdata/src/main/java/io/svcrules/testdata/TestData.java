// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the test data of the project is. */
public final class TestData {
  private TestData() {}

  /**
   * The folder {@code testdata} of the checkout: named by the system property {@code
   * svcrules.testdata} under Maven, else looked for from the working directory upwards.
   *
   * @throws IllegalStateException if there is none
   */
  public static Path root() {
    String named = System.getProperty("svcrules.testdata");
    if (named != null) {
      return Path.of(named);
    }
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("testdata/scenarios"))) {
        return folder.resolve("testdata");
      }
    }
    throw new IllegalStateException("no folder testdata/scenarios above the working directory");
  }
}
