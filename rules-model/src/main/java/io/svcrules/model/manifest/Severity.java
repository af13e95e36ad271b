// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

/** What a {@link Problem} does to the input. */
public enum Severity {
  /** The file cannot be read or parsed: nothing can be said about the rest of it. */
  FATAL,
  /** The object is left out. */
  OBJECT,
  /** One value is left out, or suspicious; the object is kept. */
  WARNING
}
