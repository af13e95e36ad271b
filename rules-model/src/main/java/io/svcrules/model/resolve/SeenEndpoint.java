// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

import io.svcrules.model.NamespacedName;

/**
 * An endpoint where it stands.
 *
 * @param slice the slice that holds it
 * @param index its position in {@code endpoints}, from 0 on
 * @param endpoint the endpoint; its port is 0 if the slice has none for the service port
 * @param step what keeps it from being collected, or {@link EndpointStep#SERVES}
 */
record SeenEndpoint(NamespacedName slice, int index, Endpoint endpoint, EndpointStep step) {}
