// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.lint;

import io.svcrules.model.lint.NodeFacts;
import java.io.IOException;

/** Asks the machine what it is like. */
@FunctionalInterface
interface NodeFactsSource {
  /**
   * What the machine tells.
   *
   * @throws IOException if it does not
   */
  NodeFacts read() throws IOException;
}
