// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

/** What the format takes a scalar for. */
enum ScalarKind {
  STRING,
  INTEGER,
  FLOAT,
  BOOLEAN,
  NULL
}
