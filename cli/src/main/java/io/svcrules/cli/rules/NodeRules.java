// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.rules;

import io.svcrules.cli.env.ExitStatus;
import java.util.List;

/**
 * The rules a node should have.
 *
 * @param nodeName the node, in lower case
 * @param families those asked for, IPv4 first
 * @param leftOut whether objects with mistakes were left out
 */
public record NodeRules(String nodeName, List<FamilyRules> families, boolean leftOut) {

  /** Copies the families. */
  public NodeRules {
    families = List.copyOf(families);
  }

  /** What the shell is told if nothing else happens. */
  public int exitStatus() {
    return leftOut ? ExitStatus.LEFT_OUT : ExitStatus.OK;
  }
}
