// SPDX-License-Identifier: Apache-2.0
/** {@code svcrules dump}: the rules of services that a kernel holds. */
package io.svcrules.cli.dump;
