// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import io.svcrules.iptables.capability.Capability;
import io.svcrules.iptables.kernel.RefusedServicePort;
import java.util.List;
import java.util.Set;

/**
 * What a node does not have of what it should.
 *
 * @param leftOut service ports without rules, sorted by name
 * @param lacking what it lacks
 */
record NotServed(List<RefusedServicePort> leftOut, Set<Capability> lacking) {}
