// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

import java.io.Closeable;
import java.io.IOException;

/** A client's end of a connection. */
interface Conversation extends Closeable {
  /** Asks who answers and whom that one sees; the answer without its line end. */
  String ask() throws IOException;
}
