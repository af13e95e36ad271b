// SPDX-License-Identifier: Apache-2.0
/**
 * Netlink messages and connections, usable without the rest of svcrules.
 *
 * <p>Bytes are written by {@link io.svcrules.netlink.MessageWriter} and {@link
 * io.svcrules.netlink.AttributeWriter}, and read by {@link io.svcrules.netlink.MessageReader} and
 * {@link io.svcrules.netlink.AttributeReader}: whatever the bytes, nothing but a {@link
 * io.svcrules.netlink.NetlinkException} comes of them. {@link
 * io.svcrules.netlink.NetlinkConnection} holds the conversation with the kernel over a {@link
 * io.svcrules.netlink.NetlinkSocket}, the seam at "bytes out, bytes in": {@code
 * io.svcrules.netlink.jnr} opens real sockets, {@code io.svcrules.netlink.scripted} replays a
 * test's. Each family has a package of its own, in which nouns, codec and client are separate.
 */
package io.svcrules.netlink;
