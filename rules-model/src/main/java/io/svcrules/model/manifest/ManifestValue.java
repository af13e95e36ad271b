// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

/** A value of a document, with the place where it starts. */
sealed interface ManifestValue permits MappingValue, SequenceValue, ScalarValue {
  /** The line, from 1 on. */
  int line();

  /** The column, from 1 on. */
  int column();

  /**
   * The number of values in this one, itself included, each alias counted as what it stands for: a
   * bound for the work that a walk over the value takes.
   */
  long size();

  /** What people call it in a problem: {@code "http"}, {@code 80}, {@code a list}. */
  String describe();
}
