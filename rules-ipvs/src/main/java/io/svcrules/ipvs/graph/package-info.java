// SPDX-License-Identifier: Apache-2.0
/** Pictures of virtual servers, their sets, and the constant rules. Pure. */
package io.svcrules.ipvs.graph;
