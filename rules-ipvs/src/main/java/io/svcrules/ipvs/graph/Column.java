// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.graph;

/** The columns of the picture of a service port, from left to right. */
final class Column {
  static final int ADDRESS = 0;
  static final int SET = 1;
  static final int SOURCE_RANGES = 2;
  static final int SERVER = 3;
  static final int END = 4;

  private Column() {}
}
