// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.env;

/** Tells the name of the machine. */
@FunctionalInterface
public interface HostName {
  /** The name as the machine has it, or an empty text if it cannot be told. */
  String get();
}
