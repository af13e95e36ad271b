// SPDX-License-Identifier: Apache-2.0
/**
 * Netlink sockets, socket options and locks through JNR-FFI.
 *
 * <p>The only package that sees {@code jnr.*}, which is loaded when the first socket is opened. The
 * numbers of socket options are those of {@code asm-generic/socket.h}, which x86-64 and aarch64
 * share; the layouts of C types are asked of the runtime.
 */
package io.svcrules.netlink.jnr;
