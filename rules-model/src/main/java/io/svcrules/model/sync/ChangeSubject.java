// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.sync;

import io.svcrules.model.NamespacedName;

/** What a change is about. */
public sealed interface ChangeSubject {

  /** Whether a later change of all objects makes one of this subject void. */
  default boolean isObject() {
    return true;
  }

  /**
   * One Service.
   *
   * @param name its name
   */
  record OfService(NamespacedName name) implements ChangeSubject {}

  /**
   * One EndpointSlice.
   *
   * @param name its name
   */
  record OfSlice(NamespacedName name) implements ChangeSubject {}

  /** More than one object, or none. */
  enum Whole implements ChangeSubject {
    /** All Services and EndpointSlices. */
    OBJECTS,
    /** The node. */
    NODE {
      @Override
      public boolean isObject() {
        return false;
      }
    }
  }
}
