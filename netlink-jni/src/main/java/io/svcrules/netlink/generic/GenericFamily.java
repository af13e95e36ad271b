// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.generic;

/**
 * A family of generic netlink.
 *
 * @param id the message type by which it is reached until the kernel reboots
 * @param name its name, at most 15 bytes
 * @param version of its protocol
 * @param headerLength of a header of its own after the generic one, in bytes
 * @param maxAttribute its highest attribute type
 */
public record GenericFamily(int id, String name, int version, int headerLength, int maxAttribute) {}
