// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.io.IOException;

/** The text may well be YAML, but not of the plain sort that {@link PlainYamlTokens} reads. */
final class UnusualYamlException extends IOException {
  private static final long serialVersionUID = 1;

  /** The line where it ceases to be plain. */
  UnusualYamlException(int line) {
    super("not plain YAML in line " + line);
  }
}
