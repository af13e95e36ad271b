// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.flow;

import io.svcrules.iptables.flow.TransportAddress;
import io.svcrules.model.IpAddress;
import io.svcrules.model.Protocol;

final class FakeFlowTableTest extends FlowTableContractTest {
  private final FakeFlowTable table = new FakeFlowTable();

  @Override
  FlowTable table() {
    return table;
  }

  @Override
  void insert(
      Protocol protocol, TransportAddress client, TransportAddress to, TransportAddress answering) {
    table.add(protocol, client, to, answering);
  }

  @Override
  void addAddress(String address) {
    table.addNodeAddress(IpAddress.parse(address));
  }
}
