// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.util.List;
import java.util.Optional;

/** Takes the problems of one object, and remembers whether the object must be left out. */
final class ObjectProblems {
  private final List<Problem> problems;
  private final String source;
  private final int document;
  // What prints as its name, once there is something to tell.
  private Object object;
  private Optional<ObjectName> name = Optional.empty();
  private boolean failed;

  /**
   * Problems of an object.
   *
   * @param problems where they go
   * @param object what prints as the object's name as long as that is not known
   */
  ObjectProblems(List<Problem> problems, String source, int document, Object object) {
    this.problems = problems;
    this.source = source;
    this.document = document;
    this.object = object;
  }

  /** Calls the object in the problems from now on by what prints as its name. */
  void call(Object what) {
    object = what;
  }

  /** Calls the object by its name, now that it is known. */
  void nameObject(ObjectName known) {
    object = known;
    name = Optional.of(known);
  }

  /** The name of the object, if it is known. */
  Optional<ObjectName> name() {
    return name;
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
            object.toString(),
            path.toString(),
            found,
            expected));
  }

  /** Whether the object must be left out. */
  boolean failed() {
    return failed;
  }
}
