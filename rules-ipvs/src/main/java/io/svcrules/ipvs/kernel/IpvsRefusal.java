// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

/** Why the kernel refuses a change. */
public enum IpvsRefusal {
  /** It is there already (EEXIST; ipset IPSET_ERR_EXIST). */
  EXISTS,
  /** The real server, the scheduler, the set or the element is not there (ENOENT). */
  NOT_FOUND,
  /** The virtual server is not there (ESRCH). */
  NO_VIRTUAL_SERVER,
  /** The device is not there (ENODEV). */
  NO_DEVICE,
  /** The address is not on the device (EADDRNOTAVAIL). */
  NO_ADDRESS,
  /** A rule refers to the set (ipset IPSET_ERR_BUSY, IPSET_ERR_REFERENCED). */
  BUSY,
  /** The element or the other set is of another type (ipset IPSET_ERR_TYPE_MISMATCH). */
  TYPE_MISMATCH,
  /** The set holds as many elements as it may (ipset IPSET_ERR_HASH_FULL). */
  FULL,
  /** The process lacks the right: root, or CAP_NET_ADMIN (EPERM). */
  NOT_PERMITTED,
  /** The kernel lacks what IPVS mode needs: a module is missing, as a rule. */
  UNAVAILABLE,
  /** Anything else. */
  OTHER
}
