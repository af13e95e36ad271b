// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.flow;

import io.svcrules.iptables.flow.Flow;
import io.svcrules.iptables.flow.TransportAddress;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Flows in memory. Can be told to fail. Not safe for use by several threads. */
public final class FakeFlowTable implements FlowTable {
  private final Map<Ends, Flow> flows = new LinkedHashMap<>();
  private final Set<IpAddress> addresses = new TreeSet<>();
  private boolean failing;
  private int nextId = 1;

  /** What the kernel tells flows apart by. */
  private record Ends(Protocol protocol, TransportAddress client, TransportAddress destination) {
    static Ends of(Flow flow) {
      return new Ends(flow.protocol(), flow.client(), flow.destination());
    }
  }

  /** Adds a flow, as if its first packet had come, in the place of one with the same ends. */
  public void add(
      Protocol protocol,
      TransportAddress client,
      TransportAddress destination,
      TransportAddress answering) {
    Flow flow = new Flow(protocol, client, destination, answering, nextId++);
    flows.put(Ends.of(flow), flow);
  }

  /** Gives the node an address. */
  public void addNodeAddress(IpAddress address) {
    addresses.add(address);
  }

  /** Fails from now on. */
  public void fail() {
    failing = true;
  }

  /** All flows, in the order in which they came. */
  public List<Flow> flows() {
    return List.copyOf(flows.values());
  }

  @Override
  public void stream(IpFamily family, Protocol protocol, Consumer<Flow> handler) {
    check();
    flows().stream()
        .filter(flow -> flow.family() == family && flow.protocol() == protocol)
        .forEach(handler);
  }

  @Override
  public int delete(Collection<Flow> gone) {
    check();
    int deleted = 0;
    for (Flow flow : gone) {
      Flow there = flows.get(Ends.of(flow));
      if (there != null && (flow.id() == 0 || flow.id() == there.id())) {
        flows.remove(Ends.of(flow));
        deleted++;
      }
    }
    return deleted;
  }

  @Override
  public Set<IpAddress> nodeAddresses(IpFamily family) {
    check();
    return addresses.stream()
        .filter(address -> address.family() == family)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void check() {
    if (failing) {
      throw new FlowTableException("connection tracking: told to fail", null);
    }
  }
}
