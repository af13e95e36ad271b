// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.compile;

import io.svcrules.ipvs.IpSetEntry;
import io.svcrules.ipvs.KubeSet;

/**
 * An element of one of our sets.
 *
 * @param set the set
 * @param entry the element
 */
public record SetMember(KubeSet set, IpSetEntry entry) {}
