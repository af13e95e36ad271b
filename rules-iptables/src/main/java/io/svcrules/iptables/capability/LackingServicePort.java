// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.capability;

import io.svcrules.iptables.Rule;
import io.svcrules.model.ServicePortName;

/**
 * A service port that cannot be served for want of something.
 *
 * @param name the service port
 * @param rule its first rule that needs it
 * @param lacking what is missing
 */
public record LackingServicePort(ServicePortName name, Rule rule, Capability lacking) {}
