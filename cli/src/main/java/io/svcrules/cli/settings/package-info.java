// SPDX-License-Identifier: Apache-2.0
/**
 * What was asked for, on the command line and in a configuration file, brought together with what
 * is known of the node.
 */
package io.svcrules.cli.settings;
