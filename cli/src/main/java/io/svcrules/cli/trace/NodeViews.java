// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.trace;

import io.svcrules.model.IpFamily;
import java.util.List;

/**
 * The node that packets are followed on.
 *
 * @param source where what is known of it comes from: {@code objects}, {@code files} or {@code
 *     kernel}
 * @param families those that are known, IPv4 first
 * @param views finds out about each of them
 * @param exitStatus what the shell is told if nothing else happens
 */
record NodeViews(String source, List<IpFamily> families, Views views, int exitStatus) {

  /** What is known of some families. */
  NodeViews only(List<IpFamily> asked) {
    List<IpFamily> both = families.stream().filter(asked::contains).toList();
    return new NodeViews(source, both, views, exitStatus);
  }

  /** Finds out about a family. */
  interface Views {
    NodeView of(IpFamily family);
  }
}
