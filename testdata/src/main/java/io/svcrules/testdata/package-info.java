// SPDX-License-Identifier: Apache-2.0
/** Scenario folders and generated clusters for the tests of the other modules. */
package io.svcrules.testdata;
