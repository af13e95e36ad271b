// SPDX-License-Identifier: Apache-2.0
/** From resolved services to text at once, without ever holding all rules. Pure. */
package io.svcrules.iptables.render;
