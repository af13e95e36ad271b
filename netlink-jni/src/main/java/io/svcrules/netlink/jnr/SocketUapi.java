// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.jnr;

/**
 * Constants of the socket system calls, from the C library's headers. Each constant bears the name
 * of the symbol in the header that its section cites; {@code SIZEOF_X} is {@code sizeof(struct x)}.
 */
public final class SocketUapi {

  // sys/socket.h
  public static final int AF_NETLINK = 16;
  public static final int SOCK_RAW = 3;
  public static final int SOCK_CLOEXEC = 524288;
  public static final int SOL_SOCKET = 1;
  public static final int SO_RCVTIMEO = 20;
  public static final int SO_SNDBUF = 7;
  public static final int SO_RCVBUF = 8;
  public static final int SO_SNDBUFFORCE = 32;
  public static final int SO_RCVBUFFORCE = 33;
  public static final int SO_NETNS_COOKIE = 71;
  public static final int MSG_TRUNC = 32;
  public static final int SOL_NETLINK = 270;

  // netinet/in.h
  public static final int IPPROTO_IP = 0;
  public static final int IPPROTO_IPV6 = 41;
  public static final int IPPROTO_RAW = 255;

  // sys/mman.h
  public static final int PROT_READ = 1;
  public static final int PROT_WRITE = 2;
  public static final int MAP_PRIVATE = 2;
  public static final int MAP_ANONYMOUS = 32;

  // sys/file.h
  public static final int LOCK_EX = 2;
  public static final int LOCK_NB = 4;

  // linux/netlink.h
  public static final int SIZEOF_SOCKADDR_NL = 12;
  public static final int NETLINK_CAP_ACK = 10;
  public static final int NETLINK_EXT_ACK = 11;
  public static final int NETLINK_GET_STRICT_CHK = 12;

  // fcntl.h
  public static final int O_RDONLY = 0;
  public static final int O_CLOEXEC = 524288;

  // sched.h
  public static final int CLONE_NEWNET = 1073741824;

  private SocketUapi() {}
}
