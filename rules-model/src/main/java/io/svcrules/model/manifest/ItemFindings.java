// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the items of a list, or of a part of it, are. */
final class ItemFindings {
  private static final FieldPath ITEMS = FieldPath.ROOT.field(CutList.NAME);

  private final ObjectBinder binder;
  private final Findings bound = new Findings();
  private final List<Untyped> untyped = new ArrayList<>(0);

  private record Untyped(ManifestValue item, int index) {}

  ItemFindings(ObjectBinder binder) {
    this.binder = binder;
  }

  /** For items of the same document. */
  ItemFindings another() {
    return new ItemFindings(binder);
  }

  /**
   * Binds an item; one without a type must wait until the list's is known.
   *
   * @param type the type that the list gives its items, if it is known already
   */
  void add(ManifestValue item, Optional<TypedKind> type, int index) {
    if (type.isEmpty() && item instanceof MappingValue mapping && mapping.indexOf("kind", 0) < 0) {
      untyped.add(new Untyped(item, index));
    } else {
      bind(item, type, index);
    }
  }

  /** Takes over what was found in the next part of the list. */
  void addAll(ItemFindings next) {
    bound.addAll(next.bound);
    untyped.addAll(next.untyped);
  }

  /** All that was found, now that all is known of the list. */
  Findings finish(PartialType list) {
    untyped.forEach(waiting -> bind(waiting.item(), list.itemType(), waiting.index()));
    untyped.clear();
    return bound;
  }

  private void bind(ManifestValue item, Optional<TypedKind> type, int index) {
    binder.bind(item, type, ITEMS.element(index), bound);
  }
}
