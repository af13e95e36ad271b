// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.lint;

import io.svcrules.model.EndpointPort;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpAddress;
import io.svcrules.model.Service;
import io.svcrules.model.SliceEndpoint;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@link LintId#DUPLICATE_ENDPOINT}: a warning if the two are not in the same state. */
final class DuplicateEndpoint implements LintRule {

  private record Holder(EndpointSlice slice, SliceEndpoint endpoint) {}

  @Override
  public void check(LintInput input, LintReport report) {
    for (Service service : input.served()) {
      List<EndpointSlice> slices = input.slices(service.name());
      if (comesTwice(slices)) {
        check(slices, report);
      }
    }
  }

  // Asked of every Service, so without the memory that an answer would take.
  private static boolean comesTwice(List<EndpointSlice> slices) {
    Set<IpAddress> seen = new HashSet<>();
    for (EndpointSlice slice : slices) {
      for (SliceEndpoint endpoint : slice.endpoints()) {
        if (!seen.add(endpoint.address())) {
          return true;
        }
      }
    }
    return false;
  }

  private static void check(List<EndpointSlice> slices, LintReport report) {
    Map<IpAddress, Holder> first = new HashMap<>();
    for (EndpointSlice slice : slices) {
      for (int i = 0; i < slice.endpoints().size(); i++) {
        SliceEndpoint endpoint = slice.endpoints().get(i);
        Holder holder = first.putIfAbsent(endpoint.address(), new Holder(slice, endpoint));
        if (holder != null && sharePort(holder.slice(), slice)) {
          report(slice, i, holder, report);
        }
      }
    }
  }

  private static void report(EndpointSlice slice, int index, Holder holder, LintReport report) {
    SliceEndpoint endpoint = slice.endpoints().get(index);
    boolean same = endpoint.conditions().equals(holder.endpoint().conditions());
    report.endpoint(
        LintId.DUPLICATE_ENDPOINT,
        same ? LintSeverity.NOTE : LintSeverity.WARNING,
        slice,
        index,
        endpoint.address()
            + " stands in EndpointSlice "
            + holder.slice().name()
            + ", too"
            + (same ? "" : ", with other conditions"));
  }

  private static boolean sharePort(EndpointSlice one, EndpointSlice other) {
    for (EndpointPort port : one.ports()) {
      if (other.ports().contains(port)) {
        return true;
      }
    }
    return false;
  }
}
