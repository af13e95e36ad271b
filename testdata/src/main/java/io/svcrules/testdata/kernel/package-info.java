// SPDX-License-Identifier: Apache-2.0
/** Throw-away pieces of the running kernel, for tests as root. */
package io.svcrules.testdata.kernel;
