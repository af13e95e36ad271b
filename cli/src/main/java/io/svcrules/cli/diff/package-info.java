// SPDX-License-Identifier: Apache-2.0
/** {@code svcrules diff}: what a kernel holds and what it should hold, side by side. */
package io.svcrules.cli.diff;
