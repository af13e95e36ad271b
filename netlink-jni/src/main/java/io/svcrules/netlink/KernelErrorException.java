// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

import java.util.List;
import java.util.stream.Collectors;

/** One or more requests that the kernel refused. */
public final class KernelErrorException extends NetlinkException {

  private static final long serialVersionUID = 1L;

  private final transient List<RequestFailure> failures;

  /**
   * With the refused requests.
   *
   * @param failures at least one, in the order of the requests
   */
  public KernelErrorException(List<RequestFailure> failures) {
    super(describe(failures));
    this.failures = List.copyOf(failures);
  }

  private static String describe(List<RequestFailure> failures) {
    String first =
        failures.stream().limit(3).map(RequestFailure::toString).collect(Collectors.joining("; "));
    return failures.size() <= 3 ? first : first + "; and " + (failures.size() - 3) + " more";
  }

  /** The refused requests, in their order. */
  public List<RequestFailure> failures() {
    return failures;
  }

  /** The error number of the first refused request, positive. */
  public int errno() {
    return failures.get(0).errno();
  }

  /** Whether the first request was refused with an error. */
  public boolean is(Errno errno) {
    return errno() == errno.number();
  }
}
