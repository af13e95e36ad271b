// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.lint;

/**
 * A range of ports.
 *
 * @param first its first port
 * @param last its last port
 */
public record PortRange(int first, int last) {

  /** Whether a port is in the range. */
  public boolean contains(int port) {
    return first <= port && port <= last;
  }

  /** {@code first-last}. */
  @Override
  public String toString() {
    return first + "-" + last;
  }
}
