// SPDX-License-Identifier: Apache-2.0
/** What all commands about the rules of a kernel share. */
package io.svcrules.cli.live;
