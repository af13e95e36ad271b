// SPDX-License-Identifier: Apache-2.0
/** From options and objects to the rules a node should have: what all commands begin with. */
package io.svcrules.cli.rules;
