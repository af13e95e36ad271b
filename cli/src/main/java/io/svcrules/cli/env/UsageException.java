// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.env;

/** Options that make no sense together or with the input; the message says what would be right. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** A mistake, told for people. */
  public UsageException(String message) {
    super(message);
  }
}
