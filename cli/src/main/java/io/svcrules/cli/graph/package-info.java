// SPDX-License-Identifier: Apache-2.0
/** {@code svcrules graph}: rules as pictures. */
package io.svcrules.cli.graph;
