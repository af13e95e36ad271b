// SPDX-License-Identifier: Apache-2.0
/**
 * Groups of options that commands share. Options that kube-proxy has carry its names and are
 * written as its flags are, so that a command line of kube-proxy can be pasted.
 */
package io.svcrules.cli.option;
