// SPDX-License-Identifier: Apache-2.0
/** {@code svcrules completion}: scripts by which shells complete the command line. */
package io.svcrules.cli.completion;
