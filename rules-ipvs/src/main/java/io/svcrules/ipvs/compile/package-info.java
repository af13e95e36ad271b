// SPDX-License-Identifier: Apache-2.0
/**
 * From resolved services to virtual servers: one service port at a time, then what all of them
 * share. Reads nothing but its input.
 */
package io.svcrules.ipvs.compile;
