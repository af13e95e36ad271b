// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.explain;

/**
 * A variable in the environment of a container.
 *
 * @param name its name
 * @param value its value
 */
public record EnvironmentVariable(String name, String value) {

  /** {@code name=value}. */
  @Override
  public String toString() {
    return name + '=' + value;
  }
}
