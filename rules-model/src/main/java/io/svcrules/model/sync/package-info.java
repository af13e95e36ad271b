// SPDX-License-Identifier: Apache-2.0
/**
 * Objects that come and go while a kernel is kept in step with them: what changed, which Services
 * that touches, and when to look. Knows neither a kernel nor a mode of it; threads and time are
 * given from outside.
 */
package io.svcrules.model.sync;
