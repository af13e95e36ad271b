// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.trace;

import io.svcrules.cli.env.UsageException;
import io.svcrules.cli.option.AddressAndPort;
import io.svcrules.cli.option.TraceClient;
import io.svcrules.iptables.trace.Device;
import io.svcrules.iptables.trace.Host;
import io.svcrules.iptables.trace.Probe;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import java.util.Optional;

/**
 * Finds the address and the device of a client.
 *
 * @param client who it is
 * @param device the device its packets come in by, if said
 */
record ClientPlace(TraceClient client, Optional<String> device) {
  /** Of networks that are for documentation only: RFC 5737, RFC 3849. */
  private static final IpAddress OUTSIDE_4 = IpAddress.parse("192.0.2.254");

  private static final IpAddress OUTSIDE_6 = IpAddress.parse("2001:db8:ffff::254");
  private static final IpAddress LOOPBACK_4 = IpAddress.parse("127.0.0.1");
  private static final IpAddress LOOPBACK_6 = IpAddress.parse("::1");

  /** The client's packet. */
  Probe probe(NodeView view, Asked asked) {
    Host host = view.surroundings().host();
    IpFamily family = asked.address().family();
    return switch (client.kind()) {
      case POD -> received(pod(view, family), asked, podDevice(view));
      case OUTSIDE ->
          received(family == IpFamily.IPV4 ? OUTSIDE_4 : OUTSIDE_6, asked, Device.UNKNOWN);
      case NODE ->
          local(
              host.clientTowards(asked.address())
                  .orElseThrow(() -> lacking("the node", family, "--node-ip")),
              asked);
      case LOCALHOST -> local(loopback(family), asked);
      case ADDRESS -> ofAddress(view, asked);
    };
  }

  static IpAddress loopback(IpFamily family) {
    return family == IpFamily.IPV4 ? LOOPBACK_4 : LOOPBACK_6;
  }

  private Probe ofAddress(NodeView view, Asked asked) {
    AddressAndPort named = client.address().orElseThrow();
    IpAddress address = named.address();
    if (address.family() != asked.address().family()) {
      throw new UsageException(
          "--from " + address + " and --to " + asked.address() + " are of different families");
    }
    Probe probe =
        view.surroundings().host().isLocal(address)
            ? local(address, asked)
            : received(address, asked, deviceOf(view, address));
    return named.port() == 0 ? probe : withPort(probe, named.port());
  }

  private static Device deviceOf(NodeView view, IpAddress address) {
    boolean pod = view.podCidr().filter(cidr -> cidr.contains(address)).isPresent();
    return pod ? podDevice(view) : Device.UNKNOWN;
  }

  private static Probe withPort(Probe probe, int port) {
    return new Probe(
        probe.protocol(),
        probe.source(),
        port,
        probe.destination(),
        probe.destinationPort(),
        probe.origin(),
        probe.in());
  }

  private Probe received(IpAddress source, Asked asked, Device in) {
    return Probe.received(
        asked.protocol(),
        source,
        asked.address(),
        asked.port(),
        device.map(Device::new).orElse(in));
  }

  private static Probe local(IpAddress source, Asked asked) {
    return Probe.ofNode(asked.protocol(), source, asked.address(), asked.port());
  }

  /** Rules that go by devices name that of pods; if they name a prefix, any such device will do. */
  private static Device podDevice(NodeView view) {
    return PodClues.of(view.rules())
        .device()
        .map(name -> new Device(name.replace("+", "0")))
        .orElse(Device.UNKNOWN);
  }

  /** The last address of the network but one, which hardly is an endpoint. */
  private static IpAddress pod(NodeView view, IpFamily family) {
    Cidr cidr = view.podCidr().orElseThrow(() -> lacking("a pod", family, "--from IP"));
    int hostBits = family.bits() - cidr.prefixLength();
    IpAddress network = cidr.network();
    if (hostBits < 2) {
      return network;
    }
    long low = hostBits >= 64 ? -1L : (1L << hostBits) - 1;
    long high = hostBits <= 64 ? 0 : (1L << (hostBits - 64)) - 1;
    return new IpAddress(family, network.high() | high, (network.low() | low) - 1);
  }

  private static UsageException lacking(String whose, IpFamily family, String option) {
    return new UsageException(
        "no "
            + family.kubernetesName()
            + " address of "
            + whose
            + " is known; name it with "
            + option);
  }
}
