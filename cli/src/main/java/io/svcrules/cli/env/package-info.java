// SPDX-License-Identifier: Apache-2.0
/** What commands know of the process they run in, so that a test can run them in another. */
package io.svcrules.cli.env;
