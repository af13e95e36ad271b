// SPDX-License-Identifier: Apache-2.0
/** Long lists, worked on by all processors. */
package io.svcrules.model.batch;
