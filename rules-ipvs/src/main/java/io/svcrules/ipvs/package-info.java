// SPDX-License-Identifier: Apache-2.0
/**
 * Virtual servers, real servers and what surrounds them, as values: addresses on a dummy device,
 * ipsets, the rules that look into them, settings of the kernel. Each value prints itself the way
 * an operator knows it.
 */
package io.svcrules.ipvs;
