// SPDX-License-Identifier: Apache-2.0
/**
 * Pictures of where packets go, and four ways to write them: for Graphviz, for Mermaid, as SVG, and
 * as a page. A diagram knows nothing of what its boxes stand for. The same diagram gives the same
 * bytes; no writer needs another program, and nothing that is written needs another file.
 */
package io.svcrules.model.graph;
