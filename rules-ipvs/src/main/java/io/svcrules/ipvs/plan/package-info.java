// SPDX-License-Identifier: Apache-2.0
/**
 * From what is and what is wanted to the changes that lead there, in an order in which nothing that
 * is served before and after is ever not served between. Pure.
 */
package io.svcrules.ipvs.plan;
