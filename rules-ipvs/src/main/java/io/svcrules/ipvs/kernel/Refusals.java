// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.ipvs.IpSetType;
import io.svcrules.netlink.Errno;
import io.svcrules.netlink.KernelErrorException;
import io.svcrules.netlink.NetlinkException;
import io.svcrules.netlink.NetlinkSocketException;
import io.svcrules.netlink.RequestFailure;
import io.svcrules.netlink.ipset.IpsetError;

/** What error numbers of the kernel mean for whoever asked for a change. */
final class Refusals {
  /** The kernel says no more than that; who looks at one variant of iptables may look in vain. */
  private static final String IN_USE =
      "the set is in use: a rule in either variant of iptables, or another set, refers to it; the"
          + " save commands of both variants and ipset list show which";

  private Refusals() {}

  /** A failure that belongs to no change, or to one whose kind says nothing more of it. */
  static IpvsTableException of(NetlinkException e) {
    if (e instanceof KernelErrorException refused) {
      return exception(common(refused.errno()), e, refused.failures().get(0));
    }
    boolean denied =
        e instanceof NetlinkSocketException socket && socket.errno() == Errno.EPERM.number();
    return new IpvsTableException(
        denied ? IpvsRefusal.NOT_PERMITTED : IpvsRefusal.OTHER, "netlink: " + e.getMessage(), e);
  }

  private static IpvsRefusal common(int errno) {
    if (errno == Errno.EPERM.number() || errno == Errno.EACCES.number()) {
      return IpvsRefusal.NOT_PERMITTED;
    }
    if (errno == Errno.EEXIST.number()) {
      return IpvsRefusal.EXISTS;
    }
    if (errno == Errno.ENOENT.number()) {
      return IpvsRefusal.NOT_FOUND;
    }
    if (errno == Errno.ESRCH.number()) {
      return IpvsRefusal.NO_VIRTUAL_SERVER;
    }
    if (errno == Errno.ENODEV.number()) {
      return IpvsRefusal.NO_DEVICE;
    }
    return errno == Errno.EADDRNOTAVAIL.number() ? IpvsRefusal.NO_ADDRESS : IpvsRefusal.OTHER;
  }

  /** A refused request of IPVS or of the addresses. */
  static IpvsTableException of(RequestFailure failure) {
    return exception(common(failure.errno()), null, failure);
  }

  /** A refused virtual server: without its scheduler, the kernel says that something is missing. */
  static IpvsTableException ofVirtualServer(RequestFailure failure, String scheduler) {
    if (!failure.is(Errno.ENOENT)) {
      return of(failure);
    }
    return new IpvsTableException(
        IpvsRefusal.NOT_FOUND,
        "the kernel has no scheduler " + scheduler + " (module ip_vs_" + scheduler + ")");
  }

  /** A device that was not created. */
  static IpvsTableException ofDevice(KernelErrorException e) {
    return e.is(Errno.EOPNOTSUPP)
        ? new IpvsTableException(
            IpvsRefusal.UNAVAILABLE, "the kernel has no dummy devices (module dummy)", e)
        : of(e);
  }

  /** A set that was not created. */
  static IpvsTableException ofCreation(KernelErrorException e, IpSetType type) {
    // Kernels that look for the type say ENOENT, those that create a set the other.
    return e.errno() == IpsetError.IPSET_ERR_FIND_TYPE.number() || e.is(Errno.ENOENT)
        ? new IpvsTableException(
            IpvsRefusal.UNAVAILABLE,
            "the kernel has no sets of type " + type.text() + " (module ip_set_…)",
            e)
        : ofSet(e);
  }

  /** Sets that were not swapped or destroyed. */
  static IpvsTableException ofSet(KernelErrorException e) {
    return exception(set(e.errno()), e, e.failures().get(0));
  }

  /** Elements that were not added. */
  static IpvsTableException ofAddition(KernelErrorException e) {
    int errno = e.errno();
    IpvsRefusal refusal =
        errno == IpsetError.IPSET_ERR_HASH_FULL.number() ? IpvsRefusal.FULL : element(errno);
    return exception(refusal, e, e.failures().get(0));
  }

  /** Elements that were not deleted. */
  static IpvsTableException ofDeletion(KernelErrorException e) {
    boolean missing = e.errno() == IpsetError.IPSET_ERR_EXIST.number();
    IpvsRefusal refusal = missing ? IpvsRefusal.NOT_FOUND : element(e.errno());
    return exception(refusal, e, e.failures().get(0));
  }

  private static IpvsRefusal element(int errno) {
    // An element of another type lacks what this one needs.
    return errno == IpsetError.IPSET_ERR_PROTOCOL.number() ? IpvsRefusal.TYPE_MISMATCH : set(errno);
  }

  private static IpvsRefusal set(int errno) {
    for (IpsetError error : IpsetError.values()) {
      if (error.number() == errno) {
        return set(error);
      }
    }
    return common(errno);
  }

  private static IpvsRefusal set(IpsetError error) {
    if (error == IpsetError.IPSET_ERR_EXIST) {
      return IpvsRefusal.EXISTS;
    }
    if (error == IpsetError.IPSET_ERR_BUSY || error == IpsetError.IPSET_ERR_REFERENCED) {
      return IpvsRefusal.BUSY;
    }
    if (error == IpsetError.IPSET_ERR_TYPE_MISMATCH) {
      return IpvsRefusal.TYPE_MISMATCH;
    }
    // Of a swap: the second set is not there (net/netfilter/ipset/ip_set_core.c ip_set_swap).
    return error == IpsetError.IPSET_ERR_EXIST_SETNAME2 ? IpvsRefusal.NOT_FOUND : IpvsRefusal.OTHER;
  }

  private static IpvsTableException exception(
      IpvsRefusal refusal, Throwable cause, RequestFailure failure) {
    if (refusal == IpvsRefusal.BUSY) {
      return new IpvsTableException(refusal, IN_USE, cause);
    }
    String text = failure.text().isEmpty() ? "" : " (" + failure.text() + ")";
    return new IpvsTableException(refusal, failure.name() + text, cause);
  }
}
