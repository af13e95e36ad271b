// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

/**
 * A dump during which the dumped objects changed ({@code NLM_F_DUMP_INTR}): some may be missing or
 * there twice.
 */
public final class DumpInterruptedException extends NetlinkException {

  private static final long serialVersionUID = 1L;

  /** Without more to say. */
  public DumpInterruptedException() {
    super("the objects changed while they were dumped");
  }
}
