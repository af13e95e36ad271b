// SPDX-License-Identifier: Apache-2.0
/**
 * What virtual servers ask of the kernel, and what becomes of them where something is missing.
 * Pure: who asks a kernel what it can is in the kernel room.
 */
package io.svcrules.ipvs.capability;
