// SPDX-License-Identifier: Apache-2.0
/** {@code svcrules lint}: what will bite. */
package io.svcrules.cli.lint;
