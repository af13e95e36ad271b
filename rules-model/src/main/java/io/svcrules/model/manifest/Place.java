// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

/**
 * A place in a file.
 *
 * @param source the name of the file, as people know it
 * @param line from 1 on
 * @param column in characters, from 1 on
 */
public record Place(String source, int line, int column) {

  /** {@code web.yaml:12:3}. */
  @Override
  public String toString() {
    return source + ':' + line + ':' + column;
  }
}
