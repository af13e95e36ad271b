// SPDX-License-Identifier: Apache-2.0
/**
 * Which endpoints serve which service port, seen from one node: pure, and the same for every kind
 * of rules.
 */
package io.svcrules.model.resolve;
