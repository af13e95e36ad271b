// SPDX-License-Identifier: Apache-2.0
/** Services, endpoints and nodes as immutable values. */
package io.svcrules.model;
