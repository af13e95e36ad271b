// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.generic;

/**
 * Constants of the generic netlink controller. Each constant bears the name of the symbol in the
 * header that its section cites; {@code SIZEOF_X} is {@code sizeof(struct x)}.
 */
public final class GenericUapi {

  // linux/genetlink.h
  public static final int SIZEOF_GENLMSGHDR = 4;
  public static final int GENL_ID_CTRL = 16;
  public static final int CTRL_CMD_NEWFAMILY = 1;
  public static final int CTRL_CMD_GETFAMILY = 3;
  public static final int CTRL_ATTR_FAMILY_ID = 1;
  public static final int CTRL_ATTR_FAMILY_NAME = 2;
  public static final int CTRL_ATTR_VERSION = 3;
  public static final int CTRL_ATTR_HDRSIZE = 4;
  public static final int CTRL_ATTR_MAXATTR = 5;
  public static final int CTRL_ATTR_MCAST_GROUPS = 7;
  public static final int CTRL_ATTR_MCAST_GRP_NAME = 1;
  public static final int CTRL_ATTR_MCAST_GRP_ID = 2;
  public static final int GENL_NAMSIZ = 16;

  private GenericUapi() {}
}
