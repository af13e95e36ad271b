// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.trace;

import io.svcrules.iptables.trace.Reasons;
import io.svcrules.iptables.trace.Trace;

/**
 * A packet that was followed.
 *
 * @param asked whom it asks
 * @param trace what becomes of it
 * @param reasons why the rules on its way exist
 */
record Followed(Asked asked, Trace trace, Reasons reasons) {}
