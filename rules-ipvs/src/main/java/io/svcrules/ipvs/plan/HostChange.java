// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.IpvsTimeouts;
import io.svcrules.ipvs.RealServerKey;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.model.IpFamily;
import java.util.Optional;
import java.util.stream.Collectors;

/** A change of what surrounds virtual servers. */
public sealed interface HostChange extends IpvsChange {

  /**
   * Sets a kernel setting.
   *
   * @param name its dotted name
   * @param value its value
   * @param before the value it has until then; empty if the kernel has no such setting yet
   */
  record SetSysctl(String name, String value, String before) implements HostChange {
    @Override
    public void applyTo(IpvsChangeReceiver receiver) {
      receiver.setSysctl(name, value);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append("sysctl -w ").append(name).append('=').append(value);
    }
  }

  /**
   * Sets after how much silence connections are forgotten.
   *
   * @param timeouts the time-outs
   */
  record SetTimeouts(IpvsTimeouts timeouts) implements HostChange {
    @Override
    public void applyTo(IpvsChangeReceiver receiver) {
      receiver.setTimeouts(timeouts);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append(timeouts);
    }
  }

  /** Creates the device for addresses; it is never set up, and so never answers ARP. */
  record CreateDevice() implements HostChange {
    @Override
    public void applyTo(IpvsChangeReceiver receiver) {
      receiver.createDevice();
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append("ip link add ").append(BoundAddress.DEVICE).append(" type dummy");
    }
  }

  /**
   * Binds an address.
   *
   * @param address the address
   */
  record AddAddress(BoundAddress address) implements HostChange {
    @Override
    public void applyTo(IpvsChangeReceiver receiver) {
      receiver.addAddress(address);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append("ip addr add ").append(address).append(" dev ").append(BoundAddress.DEVICE);
    }
  }

  /**
   * Takes an address off the device.
   *
   * @param address the address
   */
  record DeleteAddress(BoundAddress address) implements HostChange {
    @Override
    public void applyTo(IpvsChangeReceiver receiver) {
      receiver.deleteAddress(address);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append("ip addr del ").append(address).append(" dev ").append(BoundAddress.DEVICE);
    }
  }

  /**
   * Makes chains hold these rules; what is in place already is not touched.
   *
   * @param rules our chains, and our rules in built-in chains
   */
  record WriteRules(Ruleset rules) implements HostChange {
    @Override
    public void applyTo(IpvsChangeReceiver receiver) {
      receiver.writeRules(rules);
    }

    @Override
    public void appendTo(StringBuilder out) {
      appendRestore(rules, out);
    }
  }

  /**
   * Deletes chains and what leads there; a chain that others' rules lead to is emptied only.
   *
   * @param rules chains to delete, and rules to take out of built-in chains
   */
  record RemoveRules(Ruleset rules) implements HostChange {
    @Override
    public void applyTo(IpvsChangeReceiver receiver) {
      receiver.removeRules(rules);
    }

    @Override
    public void appendTo(StringBuilder out) {
      appendRestore(rules, out);
    }
  }

  /** Deletes the device for addresses, which must hold none. */
  record DeleteDevice() implements HostChange {
    @Override
    public void applyTo(IpvsChangeReceiver receiver) {
      receiver.deleteDevice();
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append("ip link del ").append(BoundAddress.DEVICE);
    }
  }

  /**
   * Makes connection tracking forget flows to a virtual server.
   *
   * @param server the virtual server
   * @param realServer only the flows that a real server answers; empty for all
   */
  record DeleteFlows(VirtualServerKey.Address server, Optional<RealServerKey> realServer)
      implements HostChange {
    @Override
    public void applyTo(IpvsChangeReceiver receiver) {
      receiver.deleteFlows(this);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append("conntrack -D")
          .append(server.family() == IpFamily.IPV4 ? " -f ipv4 -p " : " -f ipv6 -p ")
          .append(server.protocol().lowerCase())
          .append(" --orig-dst ")
          .append(server.address())
          .append(" --orig-port-dst ")
          .append(server.port());
      // IPVS writes the real server into the reply direction, but not that it is a DNAT.
      realServer.ifPresent(
          real ->
              out.append(" --reply-src ")
                  .append(real.address())
                  .append(" --reply-port-src ")
                  .append(real.port()));
    }
  }

  private static void appendRestore(Ruleset rules, StringBuilder out) {
    out.append(rules.family() == IpFamily.IPV4 ? "iptables-restore" : "ip6tables-restore")
        .append(" --noflush # ")
        .append(
            rules.tables().keySet().stream()
                .map(Table::lowerCase)
                .collect(Collectors.joining(", ")));
  }
}
