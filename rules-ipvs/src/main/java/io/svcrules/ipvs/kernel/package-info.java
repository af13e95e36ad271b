// SPDX-License-Identifier: Apache-2.0
/** The port to the kernel's virtual servers and their surroundings, and a fake that behaves. */
package io.svcrules.ipvs.kernel;
