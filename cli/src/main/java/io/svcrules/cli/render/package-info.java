// SPDX-License-Identifier: Apache-2.0
/** {@code svcrules render}: the rules of a node, printed. */
package io.svcrules.cli.render;
