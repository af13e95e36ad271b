// SPDX-License-Identifier: Apache-2.0
/**
 * YAML and JSON into values, with every problem's file, document, line and field path. {@link
 * io.svcrules.model.manifest.ManifestFiles} opens files, {@link
 * io.svcrules.model.manifest.ManifestReader} reads what is in them. The only package that sees
 * Jackson.
 */
package io.svcrules.model.manifest;
