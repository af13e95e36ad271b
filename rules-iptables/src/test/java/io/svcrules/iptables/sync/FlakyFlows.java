// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import io.svcrules.iptables.flow.Flow;
import io.svcrules.iptables.kernel.flow.FakeFlowTable;
import io.svcrules.iptables.kernel.flow.FlowTable;
import io.svcrules.iptables.kernel.flow.FlowTableException;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Flows in memory that cannot always be looked at; counts how often they are. */
final class FlakyFlows implements FlowTable {
  private final FakeFlowTable fake = new FakeFlowTable();
  private boolean working = true;
  private int looks;

  FlakyFlows() {
    fake.addNodeAddress(UdpCluster.NODE_ADDRESS);
  }

  void setWorking(boolean value) {
    working = value;
  }

  /** How often somebody wanted to see all flows. */
  int looks() {
    return looks;
  }

  /** Adds a flow. */
  void add(Flow flow) {
    fake.add(flow.protocol(), flow.client(), flow.destination(), flow.answering());
  }

  /** The flows that are there, without their numbers. */
  Set<Flow> flows() {
    Set<Flow> flows = new HashSet<>();
    for (Flow flow : fake.flows()) {
      flows.add(new Flow(flow.protocol(), flow.client(), flow.destination(), flow.answering(), 0));
    }
    return flows;
  }

  @Override
  public void stream(IpFamily family, Protocol protocol, Consumer<Flow> handler) {
    looks++;
    check();
    fake.stream(family, protocol, handler);
  }

  @Override
  public int delete(Collection<Flow> flows) {
    check();
    return fake.delete(flows);
  }

  @Override
  public Set<IpAddress> nodeAddresses(IpFamily family) {
    return fake.nodeAddresses(family);
  }

  private void check() {
    if (!working) {
      throw new FlowTableException("connection tracking: not now", null);
    }
  }
}
