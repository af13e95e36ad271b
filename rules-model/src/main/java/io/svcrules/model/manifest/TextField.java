// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

/**
 * A string where it stands.
 *
 * @param text the string
 * @param value the value it comes from
 * @param path the way to it
 */
record TextField(String text, ManifestValue value, FieldPath path) {}
