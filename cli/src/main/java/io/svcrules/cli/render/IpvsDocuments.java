// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.render;

import io.svcrules.cli.option.IpvsPart;
import io.svcrules.cli.rules.FamilyIpvs;
import io.svcrules.cli.rules.NodeIpvs;
import io.svcrules.iptables.text.RulesetWriter;
import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.IpvsTimeouts;
import io.svcrules.ipvs.text.IpsetText;
import io.svcrules.ipvs.text.IpvsadmText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes what mode ipvs keeps in a kernel as the input of the commands that put it there: a
 * document for each, in the order in which they may run.
 */
final class IpvsDocuments {
  private final List<IpvsState> states;
  private final boolean headers;
  private final OutputStream out;

  private IpvsDocuments(List<IpvsState> states, boolean headers, OutputStream out) {
    this.states = states;
    this.headers = headers;
    this.out = out;
  }

  /** Writes parts; a remark names the command that reads each document, unless there is one. */
  static void write(NodeIpvs node, List<IpvsPart> parts, OutputStream out) throws IOException {
    List<IpvsState> states = node.families().stream().map(IpvsDocuments::state).toList();
    boolean one = parts.size() == 1 && (parts.get(0) != IpvsPart.IPTABLES || states.size() == 1);
    IpvsDocuments documents = new IpvsDocuments(states, !one, out);
    for (IpvsPart part : parts) {
      documents.write(part);
    }
  }

  private static IpvsState state(FamilyIpvs family) {
    return family.compiled().state();
  }

  private void write(IpvsPart part) throws IOException {
    if (part != IpvsPart.IPTABLES) {
      header(part.reader());
    }
    switch (part) {
      case SYSCTL -> text(sysctls());
      case IPSET -> {
        for (IpvsState state : states) {
          text(IpsetText.write(state.sets().values()));
        }
      }
      case IPTABLES -> writeRules();
      case ADDRESSES -> text(addresses());
      case IPVSADM -> {
        text(timeouts());
        for (IpvsState state : states) {
          text(IpvsadmText.write(state.servers().values()));
        }
      }
    }
  }

  private void writeRules() throws IOException {
    for (IpvsState state : states) {
      header(
          switch (state.family()) {
            case IPV4 -> "IPv4: iptables-restore --noflush";
            case IPV6 -> "IPv6: ip6tables-restore --noflush";
          });
      RulesetWriter.writeRestoreInput(state.rules(), out);
    }
  }

  private String sysctls() {
    SortedMap<String, String> all = new TreeMap<>();
    states.forEach(state -> all.putAll(state.sysctls()));
    StringBuilder text = new StringBuilder();
    all.forEach((name, value) -> text.append(name).append(" = ").append(value).append('\n'));
    return text.toString();
  }

  private String addresses() {
    StringBuilder text = new StringBuilder("link add ").append(BoundAddress.DEVICE);
    text.append(" type dummy\n");
    for (IpvsState state : states) {
      for (BoundAddress address : state.addresses()) {
        text.append("address add ");
        address.appendTo(text);
        text.append(" dev ").append(BoundAddress.DEVICE).append('\n');
      }
    }
    return text.toString();
  }

  /** Both families have the same. */
  private String timeouts() {
    IpvsTimeouts wanted = states.isEmpty() ? IpvsTimeouts.UNCHANGED : states.get(0).timeouts();
    return wanted.equals(IpvsTimeouts.UNCHANGED)
        ? ""
        : "--set " + wanted.tcp() + ' ' + wanted.tcpFin() + ' ' + wanted.udp() + '\n';
  }

  private void header(String text) throws IOException {
    if (headers) {
      text("# " + text + "\n");
    }
  }

  private void text(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
