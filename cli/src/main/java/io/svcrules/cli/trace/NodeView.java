// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.trace;

import io.svcrules.iptables.trace.ChainSource;
import io.svcrules.iptables.trace.Reasons;
import io.svcrules.iptables.trace.Surroundings;
import io.svcrules.model.Cidr;
import io.svcrules.model.resolve.ResolvedServicePort;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one family of a node.
 *
 * @param rules all its chains
 * @param surroundings what else decides
 * @param reasons why its rules exist
 * @param services its services; empty if they are only known by their rules
 * @param podCidr the network of its pods, if it is known
 */
record NodeView(
    ChainSource rules,
    Surroundings surroundings,
    Reasons reasons,
    Optional<List<ResolvedServicePort>> services,
    Optional<Cidr> podCidr) {}
