// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.plan.HostChange;
import io.svcrules.ipvs.plan.IpvsChange;
import io.svcrules.netlink.RequestFailure;
import io.svcrules.netlink.ipset.IpsetEntry;
import io.svcrules.netlink.ipvs.IpvsCommand;
import java.util.ArrayList;
import java.util.List;

/** Neighbouring changes of one kind that are sent together; only one of its lists is filled. */
final class ChangeRun {
  private final RunKind kind;
  private final List<IpvsChange> changes = new ArrayList<>();
  private final List<IpvsCommand> commands = new ArrayList<>();
  private final List<IpsetEntry> entries = new ArrayList<>();
  private final List<BoundAddress> addresses = new ArrayList<>();
  private final List<HostChange.DeleteFlows> flows = new ArrayList<>();

  ChangeRun(RunKind kind) {
    this.kind = kind;
  }

  RunKind kind() {
    return kind;
  }

  /** The changes, in the order of the other list. */
  List<IpvsChange> changes() {
    return changes;
  }

  List<IpvsCommand> commands() {
    return commands;
  }

  List<IpsetEntry> entries() {
    return entries;
  }

  List<BoundAddress> addresses() {
    return addresses;
  }

  List<HostChange.DeleteFlows> flows() {
    return flows;
  }

  /** The refusal of the change that a request was for. */
  IpvsTableException refused(RequestFailure failure, IpvsTableException reason) {
    return new IpvsTableException(reason, changes.get(failure.index()));
  }
}
