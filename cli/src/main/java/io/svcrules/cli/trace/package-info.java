// SPDX-License-Identifier: Apache-2.0
/** {@code svcrules trace}: follows a packet. */
package io.svcrules.cli.trace;
