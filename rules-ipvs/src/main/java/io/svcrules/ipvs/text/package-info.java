// SPDX-License-Identifier: Apache-2.0
/**
 * The syntaxes of {@code ipvsadm -Sn}, {@code ipset save} and {@code ip addr}: writers and parsers,
 * inverse of each other.
 */
package io.svcrules.ipvs.text;
