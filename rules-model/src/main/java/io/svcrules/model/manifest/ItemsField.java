// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/** Whoever reads the long list of an object in a way of its own. */
interface ItemsField {
  /** Nobody. */
  ItemsField NONE = (name, first, type) -> Optional.empty();

  /**
   * Reads the value that starts with the current token, or leaves it.
   *
   * @param name the field's name
   * @param first the current token
   * @param type what is known of the object
   * @return what stands for the value in the object; empty if it was left
   */
  Optional<ManifestValue> read(String name, JsonToken first, PartialType type) throws IOException;
}
