// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

/** An address family. */
public enum IpVersion {
  /** 32 bits. */
  IPV4,
  /** 128 bits. */
  IPV6
}
