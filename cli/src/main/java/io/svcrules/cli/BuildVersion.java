// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote beside this class. */
public final class BuildVersion implements IVersionProvider {
  private static final String RESOURCE = "version.txt";

  @Override
  public String[] getVersion() throws IOException {
    try (InputStream in = BuildVersion.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IOException("the build left out " + RESOURCE);
      }
      return new String[] {
        "svcrules " + new String(in.readAllBytes(), StandardCharsets.UTF_8).strip()
      };
    }
  }
}
