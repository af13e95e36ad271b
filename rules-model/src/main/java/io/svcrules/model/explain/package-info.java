// SPDX-License-Identifier: Apache-2.0
/**
 * What a Service is to its clients, put into values that people can be told: the addresses it
 * answers on and from where, its names in DNS, the variables that pods get. Which endpoints serve,
 * and why the others do not, is explained by {@link io.svcrules.model.resolve.ServiceExplainer}.
 */
package io.svcrules.model.explain;
