// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

/** Whether a reader remembers where objects and their fields stand. */
public enum FieldPlaces {
  /** It forgets. */
  FORGOTTEN,
  /** It remembers, which takes some kilobytes for each object. */
  REMEMBERED;

  /** What to keep of the fields of an object. */
  MappingValue of(MappingValue fields) {
    return switch (this) {
      case FORGOTTEN -> MappingValue.NONE;
      case REMEMBERED -> fields;
    };
  }
}
