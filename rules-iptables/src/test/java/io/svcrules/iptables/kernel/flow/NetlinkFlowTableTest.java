// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.flow.Flow;
import io.svcrules.iptables.flow.FlowFilter;
import io.svcrules.iptables.flow.TransportAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import io.svcrules.netlink.NetlinkProtocol;
import io.svcrules.netlink.jnr.JnrSocketOpener;
import io.svcrules.testdata.kernel.NetworkNamespace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class NetlinkFlowTableTest extends FlowTableContractTest {
  private final NetworkNamespace namespace = new NetworkNamespace();
  private final FlowTable table =
      new NetlinkFlowTable(
          JnrSocketOpener.of(NetlinkProtocol.NETFILTER).inNamespace(namespace.name()),
          JnrSocketOpener.of(NetlinkProtocol.ROUTE).inNamespace(namespace.name()));

  @AfterEach
  void close() {
    namespace.close();
  }

  @Override
  FlowTable table() {
    return table;
  }

  @Override
  void insert(
      Protocol protocol, TransportAddress client, TransportAddress to, TransportAddress answering) {
    insert(protocol, client, to, answering, "0");
  }

  private void insert(
      Protocol protocol,
      TransportAddress client,
      TransportAddress to,
      TransportAddress answering,
      String zone) {
    List<String> command = new ArrayList<>(List.of("conntrack", "-I", "-p"));
    command.addAll(List.of(protocol.lowerCase(), "-t", "120", "-u", "SEEN_REPLY,ASSURED"));
    if (protocol == Protocol.TCP) {
      command.addAll(List.of("--state", "ESTABLISHED"));
    }
    command.addAll(end("-s", client, "--sport"));
    command.addAll(end("-d", to, "--dport"));
    command.addAll(end("-r", answering, "--reply-port-src"));
    command.addAll(end("-q", client, "--reply-port-dst"));
    if (!zone.equals("0")) {
      command.addAll(List.of("-w", zone));
    }
    namespace.run(command.toArray(String[]::new)).orFail();
  }

  private static List<String> end(String name, TransportAddress end, String port) {
    return List.of(name, end.address().toString(), port, Integer.toString(end.port()));
  }

  @Override
  void addAddress(String address) {
    String length = address.contains(":") ? "/128" : "/32";
    namespace.run("ip", "address", "add", address + length, "dev", "lo").orFail();
  }

  @Test
  void otherZonesAreNotSeen() {
    TransportAddress client = at("10.0.0.1", 4000);
    TransportAddress service = at("10.96.0.10", 53);
    insert(Protocol.UDP, client, service, at("10.244.0.2", 5353), "7");
    List<Flow> seen = new ArrayList<>();
    table.stream(IpFamily.IPV4, Protocol.UDP, seen::add);
    assertEquals(List.of(), seen);
  }

  @Test
  void theCommandThatIsShownDeletesTheSame() {
    TransportAddress service = at("10.96.0.10", 53);
    for (int port = 1000; port < 1010; port++) {
      String endpoint = port % 2 == 0 ? "10.244.0.2" : "10.244.0.3";
      insert(Protocol.UDP, at("10.0.0.1", port), service, at(endpoint, 5353));
    }
    List<Flow> flows = new ArrayList<>();
    table.stream(IpFamily.IPV4, Protocol.UDP, flows::add);
    FlowFilter filter = FlowFilter.like(flows.get(0));
    namespace.run(filter.toString().split(" ")).orFail();
    List<Flow> left = new ArrayList<>();
    table.stream(IpFamily.IPV4, Protocol.UDP, left::add);
    assertEquals(
        flows.stream().filter(flow -> !filter.matches(flow)).map(Flow::client).sorted().toList(),
        left.stream().map(Flow::client).sorted().toList());
    assertEquals(5, left.size());
  }
}
