// SPDX-License-Identifier: Apache-2.0
/** The {@code svcrules} command: {@link io.svcrules.cli.Main} wires everything by hand. */
package io.svcrules.cli;
