// SPDX-License-Identifier: Apache-2.0
/** What commands change on a node besides rules: settings of the kernel, and flows it remembers. */
package io.svcrules.cli.effect;
