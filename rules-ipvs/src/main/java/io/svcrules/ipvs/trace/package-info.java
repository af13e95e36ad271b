// SPDX-License-Identifier: Apache-2.0
/** What becomes of a packet where virtual servers spread connections. Pure. */
package io.svcrules.ipvs.trace;
