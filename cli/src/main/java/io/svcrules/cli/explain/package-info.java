// SPDX-License-Identifier: Apache-2.0
/** {@code svcrules explain}: why a Service works as it does, and why a rule is there. */
package io.svcrules.cli.explain;
