// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Integers in byte arrays: in the byte order of this machine, and in that of the network. */
final class ByteLayout {

  private static final ByteOrder HOST = ByteOrder.nativeOrder();
  private static final ByteOrder NETWORK = ByteOrder.BIG_ENDIAN;

  static final VarHandle U16 = MethodHandles.byteArrayViewVarHandle(short[].class, HOST);
  static final VarHandle U32 = MethodHandles.byteArrayViewVarHandle(int[].class, HOST);
  static final VarHandle U64 = MethodHandles.byteArrayViewVarHandle(long[].class, HOST);
  static final VarHandle BE16 = MethodHandles.byteArrayViewVarHandle(short[].class, NETWORK);
  static final VarHandle BE32 = MethodHandles.byteArrayViewVarHandle(int[].class, NETWORK);
  static final VarHandle BE64 = MethodHandles.byteArrayViewVarHandle(long[].class, NETWORK);

  private ByteLayout() {}
}
