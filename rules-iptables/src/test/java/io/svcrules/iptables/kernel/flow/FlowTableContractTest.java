// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.flow.Flow;
import io.svcrules.iptables.flow.FlowFilter;
import io.svcrules.iptables.flow.TransportAddress;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every table of flows does. */
abstract class FlowTableContractTest {
  private static final TransportAddress CLIENT = at("10.0.0.1", 4000);
  private static final TransportAddress OTHER_CLIENT = at("10.0.0.1", 4001);
  private static final TransportAddress VIP = at("10.96.0.10", 53);
  private static final TransportAddress A = at("10.244.0.2", 5353);
  private static final TransportAddress B = at("10.244.0.3", 5353);
  private static final TransportAddress CLIENT6 = at("fd00::1", 4000);
  private static final TransportAddress VIP6 = at("fd00:96::10", 53);
  private static final TransportAddress A6 = at("fd00:244::2", 5353);

  static TransportAddress at(String address, int port) {
    return new TransportAddress(IpAddress.parse(address), port);
  }

  abstract FlowTable table();

  /** Makes a flow, as if packets had come. */
  abstract void insert(
      Protocol protocol, TransportAddress client, TransportAddress to, TransportAddress answering);

  /** Gives the node an address. */
  abstract void addAddress(String address);

  private List<Flow> flows(IpFamily family, Protocol protocol) {
    List<Flow> flows = new ArrayList<>();
    table().stream(family, protocol, flows::add);
    return flows;
  }

  private static List<TransportAddress> answering(List<Flow> flows) {
    return flows.stream().map(Flow::answering).sorted().toList();
  }

  @Test
  void flowsComeByFamilyAndProtocol() {
    insert(Protocol.UDP, CLIENT, VIP, A);
    insert(Protocol.TCP, CLIENT, VIP, B);
    insert(Protocol.UDP, CLIENT6, VIP6, A6);
    List<Flow> found = flows(IpFamily.IPV4, Protocol.UDP);
    assertEquals(1, found.size());
    Flow flow = found.get(0);
    assertEquals(new Flow(Protocol.UDP, CLIENT, VIP, A, flow.id()), flow);
    assertTrue(flow.id() != 0);
    assertEquals(List.of(B), answering(flows(IpFamily.IPV4, Protocol.TCP)));
    assertEquals(List.of(A6), answering(flows(IpFamily.IPV6, Protocol.UDP)));
    assertEquals(List.of(), flows(IpFamily.IPV6, Protocol.TCP));
  }

  @Test
  void aFilterDeletesWhatItMatchesAndNothingElse() {
    insert(Protocol.UDP, CLIENT, VIP, A);
    insert(Protocol.UDP, OTHER_CLIENT, VIP, B);
    insert(Protocol.UDP, at("10.0.0.1", 4002), at("10.96.0.10", 54), A);
    insert(Protocol.TCP, CLIENT, VIP, A);
    assertEquals(1, table().delete(new FlowFilter(Protocol.UDP, VIP, Optional.of(A))));
    assertEquals(List.of(A, B), answering(flows(IpFamily.IPV4, Protocol.UDP)));
    assertEquals(1, table().delete(new FlowFilter(Protocol.UDP, VIP, Optional.empty())));
    assertEquals(List.of(A), answering(flows(IpFamily.IPV4, Protocol.UDP)));
    assertEquals(1, flows(IpFamily.IPV4, Protocol.TCP).size());
  }

  @Test
  void flowsOfIpv6AreToldApartByTheirAddresses() {
    insert(Protocol.UDP, CLIENT6, VIP6, A6);
    insert(Protocol.UDP, at("fd00::1", 4001), at("fd00:96::11", 53), A6);
    assertEquals(1, table().delete(new FlowFilter(Protocol.UDP, VIP6, Optional.of(A6))));
    List<Flow> left = flows(IpFamily.IPV6, Protocol.UDP);
    assertEquals(List.of(at("fd00:96::11", 53)), left.stream().map(Flow::destination).toList());
  }

  @Test
  void whatIsGoneIsPassedOver() {
    insert(Protocol.UDP, CLIENT, VIP, A);
    insert(Protocol.UDP, OTHER_CLIENT, VIP, A);
    List<Flow> found = flows(IpFamily.IPV4, Protocol.UDP);
    assertEquals(1, table().delete(found.subList(0, 1)));
    assertEquals(1, table().delete(found));
    assertEquals(0, table().delete(found));
  }

  @Test
  void theNodesAddressesAreKnownByFamily() {
    addAddress("192.0.2.7");
    addAddress("2001:db8::7");
    Set<IpAddress> four = table().nodeAddresses(IpFamily.IPV4);
    Set<IpAddress> six = table().nodeAddresses(IpFamily.IPV6);
    assertTrue(four.contains(IpAddress.parse("192.0.2.7")), four::toString);
    assertTrue(six.contains(IpAddress.parse("2001:db8::7")), six::toString);
    assertTrue(four.stream().allMatch(address -> address.family() == IpFamily.IPV4));
    assertTrue(six.stream().allMatch(address -> address.family() == IpFamily.IPV6));
  }
}
