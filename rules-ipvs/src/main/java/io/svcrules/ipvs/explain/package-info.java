// SPDX-License-Identifier: Apache-2.0
/**
 * Mode ipvs in words: where services answer by it, and from virtual servers, elements of sets and
 * constant rules back to the fields that caused them. Pure.
 */
package io.svcrules.ipvs.explain;
