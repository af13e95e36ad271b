// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Something manifests can be read from.
 *
 * @param name what people call it; stands in front of every problem
 * @param content opens it; called once, and the stream is closed
 */
public record ManifestSource(String name, Content content) {

  /** Opens the content of a source. */
  @FunctionalInterface
  public interface Content {
    /**
     * A stream over the bytes, from the first on.
     *
     * @throws IOException if there is nothing to read
     */
    InputStream open() throws IOException;
  }

  /** A source whose content is at hand. */
  public static ManifestSource ofText(String name, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new ManifestSource(name, () -> new ByteArrayInputStream(bytes));
  }
}
