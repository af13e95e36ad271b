// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.explain;

/**
 * Where the endpoints of a policy stand.
 *
 * @param policy {@code Cluster} or {@code Local}
 * @param chain the chain that shares connections out among them
 */
record PolicyPlace(String policy, String chain) {}
