// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.live;

import io.svcrules.cli.env.Diagnostics;
import io.svcrules.model.IpFamily;
import io.svcrules.model.manifest.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** What changes in one family of a kernel, in one mode, as commands print and tell it. */
public interface LivePlan {
  /** The family. */
  IpFamily family();

  /** Whether nothing changes. */
  boolean isEmpty();

  /** Whether nothing goes on in the kernel either that would lead to a change later. */
  boolean isQuiet();

  /** Whether something of others is in the way of what is wanted, so that nothing is changed. */
  default boolean isHeldUp() {
    return false;
  }

  /** How much changes, for people. */
  String counts();

  /** Each change, for people. */
  List<String> lines();

  /** Warns of what stays, and says what goes on in the kernel. */
  void tell(Diagnostics diagnostics);

  /** Writes what an operator would do for it. */
  void writeCommands(OutputStream out) throws IOException;

  /** Writes where it is and how much it changes: fields of an object that is begun. */
  void writeSummary(JsonOutput json) throws IOException;

  /** Writes each change, as an array. */
  void writeChanges(String name, JsonOutput json) throws IOException;

  /** Writes what stays and what goes on, as fields. */
  void writeAside(JsonOutput json) throws IOException;
}
