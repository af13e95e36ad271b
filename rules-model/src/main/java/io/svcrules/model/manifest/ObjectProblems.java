// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.util.List;

/** Takes the problems of one object, and remembers whether the object must be left out. */
final class ObjectProblems {
  private final List<Problem> problems;
  private final String source;
  private final int document;
  private String object;
  private boolean failed;

  /** Problems of an object that is called so until its name is known; they go to the list. */
  ObjectProblems(List<Problem> problems, String source, int document, String object) {
    this.problems = problems;
    this.source = source;
    this.document = document;
    this.object = object;
  }

  /** Names the object in the problems from now on. */
  void nameObject(String name) {
    object = name;
  }

  /** What the object is called. */
  String object() {
    return object;
  }

  /** The object must be left out because of this value. */
  void reject(ManifestValue value, FieldPath path, String found, String expected) {
    failed = true;
    add(Severity.OBJECT, value, path, found, expected);
  }

  /** The value is left out, the object stays. */
  void warn(ManifestValue value, FieldPath path, String found, String expected) {
    add(Severity.WARNING, value, path, found, expected);
  }

  private void add(
      Severity severity, ManifestValue value, FieldPath path, String found, String expected) {
    problems.add(
        new Problem(
            severity,
            source,
            document,
            value.line(),
            value.column(),
            object,
            path.toString(),
            found,
            expected));
  }

  /** Whether the object must be left out. */
  boolean failed() {
    return failed;
  }
}
