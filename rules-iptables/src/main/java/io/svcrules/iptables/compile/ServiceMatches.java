// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.compile;

import io.svcrules.iptables.CommentMatch;
import io.svcrules.iptables.DestinationMatch;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.ProtocolMatch;
import io.svcrules.iptables.TransportMatch;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.Protocol;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The conditions that the rules of one service port are made of. */
final class ServiceMatches {
  private final String name;
  private final Protocol protocol;
  private final Match header;
  private final boolean comments;

  ServiceMatches(String name, Protocol protocol, boolean comments) {
    this.name = name;
    this.protocol = protocol;
    this.header = ProtocolMatch.of(protocol);
    this.comments = comments;
  }

  /** The same for TCP, which health checks speak whatever the service does. */
  ServiceMatches overTcp() {
    return new ServiceMatches(name, Protocol.TCP, comments);
  }

  /** The name of the service port, as comments spell it. */
  String name() {
    return name;
  }

  Protocol protocol() {
    return protocol;
  }

  /** An address and port of the service, with a remark behind its name. */
  List<Match> address(IpAddress address, int port, String remark) {
    Match destination = DestinationMatch.of(Cidr.of(address));
    Match transport = new TransportMatch(protocol, port);
    return comments
        ? List.of(destination, header, new CommentMatch(name + remark), transport)
        : List.of(destination, header, transport);
  }

  /** An address and port of the service, for packets that fulfil a header condition as well. */
  List<Match> addressFrom(Match from, IpAddress address, int port, String remark) {
    List<Match> matches = new ArrayList<>(5);
    matches.addAll(address(address, port, remark));
    // Where it belongs, so that the rule need not sort.
    matches.add(from.rank() < matches.get(0).rank() ? 0 : 1, from);
    return matches;
  }

  /** A port of any address, with a remark behind the service's name. */
  List<Match> port(int port, String remark, Match... more) {
    List<Match> matches = new ArrayList<>(4);
    matches.add(header);
    addComment(matches, name + remark);
    Collections.addAll(matches, more);
    matches.add(new TransportMatch(protocol, port));
    return matches;
  }

  /** A comment before other conditions. */
  List<Match> commented(String text, Match... more) {
    List<Match> matches = new ArrayList<>(1 + more.length);
    addComment(matches, text);
    Collections.addAll(matches, more);
    return matches;
  }

  private void addComment(List<Match> matches, String text) {
    if (comments) {
      matches.add(new CommentMatch(text));
    }
  }
}
