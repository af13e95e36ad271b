// SPDX-License-Identifier: Apache-2.0
/** {@code svcrules cleanup}: a kernel without rules of services. */
package io.svcrules.cli.cleanup;
