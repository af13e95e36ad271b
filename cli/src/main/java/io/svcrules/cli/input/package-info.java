// SPDX-License-Identifier: Apache-2.0
/** Reads objects and tells people what is wrong with them. */
package io.svcrules.cli.input;
