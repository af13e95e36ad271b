// SPDX-License-Identifier: Apache-2.0
/** The chains of services as pictures. */
package io.svcrules.iptables.graph;
