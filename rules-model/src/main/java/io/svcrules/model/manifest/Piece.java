// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

/**
 * A part of a text: some items of a list, or what stands behind the list.
 *
 * @param from the position of its first byte
 * @param to the position behind its last byte
 * @param line the line it starts in, from 1 on
 * @param column the column it starts in, from 1 on
 * @param firstItem the index of its first item
 * @param items the number of its items
 */
record Piece(int from, int to, int line, int column, int firstItem, int items) {}
