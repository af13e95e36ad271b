// SPDX-License-Identifier: Apache-2.0
/** {@code svcrules apply}: brings a kernel to what it should hold. */
package io.svcrules.cli.apply;
