// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.rules;

import io.svcrules.cli.env.ExitStatus;
import java.util.List;

/**
 * The rules a node should have.
 *
 * @param nodeName the node, in lower case
 * @param families those asked for, IPv4 first
 * @param leftOut objects with mistakes, such as {@code Service default/web}, or the file of one
 *     that has no name; sorted
 */
public record NodeRules(String nodeName, List<FamilyRules> families, List<String> leftOut) {

  /** Copies both lists. */
  public NodeRules {
    families = List.copyOf(families);
    leftOut = List.copyOf(leftOut);
  }

  /** What the shell is told if nothing else happens. */
  public int exitStatus() {
    return leftOut.isEmpty() ? ExitStatus.OK : ExitStatus.LEFT_OUT;
  }
}
