// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.compile;

import io.svcrules.model.ServicePortName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * All that one service port contributes to one family, before rivals for an address are told apart.
 * It depends on that service alone, so a change of one never touches the fragment of another.
 *
 * @param name the service port
 * @param created when its Service was created
 * @param addresses its addresses
 * @param members its elements in sets that hang on no address
 * @param drainSeconds how long its removed real servers may keep their connections, if it says so
 * @param problems what its Service asks for and does not get
 */
public record IpvsFragment(
    ServicePortName name,
    Optional<Instant> created,
    List<ServedAddress> addresses,
    List<SetMember> members,
    OptionalInt drainSeconds,
    List<IpvsProblem> problems) {

  /** Copies the lists. */
  public IpvsFragment {
    addresses = List.copyOf(addresses);
    members = List.copyOf(members);
    problems = List.copyOf(problems);
  }

  /** This contribution with virtual servers that have the usual scheduler instead of some. */
  public IpvsFragment withUsualScheduler(IpvsConfig config, Predicate<String> schedulers) {
    SchedulerChoice usual = SchedulerChoice.usual(config);
    return new IpvsFragment(
        name,
        created,
        addresses.stream().map(address -> address.with(usual, schedulers)).toList(),
        members,
        drainSeconds,
        problems);
  }
}
