// SPDX-License-Identifier: Apache-2.0
/**
 * From what is and what is wanted to the changes that lead there, in an order in which nothing that
 * is served before and after is ever not served between. Pure.
 *
 * <p><b>Drain.</b> A real server of TCP that is not wanted any more but has connections gets weight
 * 0 and, in the same request, a deadline: the seconds since boot after which it may go, kept in
 * both of its thresholds, which mean nothing to the kernel at weight 0. It goes when a later plan
 * finds it without connections, or its deadline past. It gets its weight back, and loses the
 * deadline, when it is wanted again. A virtual server that is not wanted any more stays, and so do
 * its address and its element in the set of virtual servers, until its last real server may go; it
 * stands in no set that exempts it any more, so new connections are rejected meanwhile. Nothing of
 * this is remembered outside the kernel.
 *
 * <p>An ipset with time-outs would be the other way to keep deadlines. But no type of set holds two
 * addresses and two ports, so two real servers could share one deadline by accident; it could not
 * be set in the same moment as the weight; and it would have to be kept in step with the servers.
 *
 * <p><b>Ownership.</b> See {@link io.svcrules.ipvs.KubeSet#VIRTUAL_SERVER}: what is ours is known
 * by its address on our device, or by our sets.
 */
package io.svcrules.ipvs.plan;
