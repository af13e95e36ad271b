// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.lint;

import io.svcrules.model.Protocol;

/**
 * A port of the node on which a process listens.
 *
 * @param protocol TCP or UDP
 * @param port 1 to 65535
 */
public record ListeningSocket(Protocol protocol, int port) {}
