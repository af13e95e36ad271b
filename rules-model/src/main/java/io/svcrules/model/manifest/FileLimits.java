// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

/** Bounds that no honest file meets: they keep a hostile one from taking all memory or time. */
final class FileLimits {
  /** Bytes in a file: 1 GiB. */
  static final int MAX_BYTES = 1 << 30;

  /** Mappings and lists within each other. Kubernetes objects stay below 20. */
  static final int MAX_DEPTH = 200;

  /** Values that the aliases of one file stand for, all together. */
  static final long MAX_ALIASED_VALUES = 1_000_000;

  private FileLimits() {}
}
