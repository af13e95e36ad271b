// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.diff;

import io.svcrules.cli.env.Diagnostics;
import io.svcrules.model.IpFamily;
import io.svcrules.model.manifest.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;

/** What differs in one family, in one mode. */
interface Difference {
  /** The family. */
  IpFamily family();

  /** Whether nothing differs. */
  boolean isEmpty();

  /** Whether service ports are left out that the node cannot have. */
  boolean leavesOut();

  /** Writes a unified diff. */
  void write(ColouredDiff out) throws IOException;

  /** Writes what is ours as it is now. */
  void writeNow(OutputStream out) throws IOException;

  /** Writes what is ours as it would be. */
  void writeThen(OutputStream out) throws IOException;

  /** Writes the same by cause: fields of an object that is begun. */
  void write(JsonOutput json) throws IOException;

  /** Warns of what stays. */
  void tell(Diagnostics diagnostics);
}
