// SPDX-License-Identifier: Apache-2.0
/** Virtual servers, real servers and what surrounds them, as values. */
package io.svcrules.ipvs;
